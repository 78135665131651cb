package io.pinflow.databricks.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pinflow.databricks.Values;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The rows of an insight, which are few: windows and groups, not posts. */
record InsightRows(InsightTable table, List<ObjectNode> rows) {

  private static final String MEDIAN = "median_follower_count";
  private static final String SKETCH = "follower_sketch";

  /** Bytes of a sketch before the count: its family is the third, its flags are the fourth. */
  private static final int SKETCH_HEAD = 8;

  private static final int KLL = 15;
  private static final int SINGLE = 4;

  static InsightRows of(InsightTable table, Dataset<Row> rows) {
    return new InsightRows(table, rows.collectAsList().stream().map(Values::object).toList());
  }

  /** The newest end of a window, or time of a state. */
  Optional<Instant> end() {
    return rows.stream()
        .map(row -> Instant.parse(row.get(table.end()).textValue()))
        .max(Instant::compareTo);
  }

  /** How these differ from what is expected of the table. */
  ObjectNode difference(InsightRows expected) {
    List<String> columns =
        List.of(table.schema().fieldNames()).stream().filter(c -> !c.equals(SKETCH)).toList();
    List<ObjectNode> comparable = retain(rows, columns);
    return new Bag(retain(expected.tolerating(this).rows, columns), comparable)
        .difference(table.key());
  }

  private static List<ObjectNode> retain(List<ObjectNode> rows, List<String> columns) {
    return rows.stream().map(row -> row.deepCopy().retain(columns)).toList();
  }

  /** With the medians that the other has in place of ours where they are near enough. */
  private InsightRows tolerating(InsightRows other) {
    Map<ObjectNode, JsonNode> given = new HashMap<>();
    other.rows.forEach(row -> given.put(row.deepCopy().retain(table.key()), row.get(MEDIAN)));
    rows.stream()
        .filter(row -> row.hasNonNull("lowest"))
        .forEach(row -> tolerate(row, given.get(row.deepCopy().retain(table.key()))));
    return this;
  }

  private static void tolerate(ObjectNode row, JsonNode given) {
    if (given != null
        && given.isNumber()
        && given.doubleValue() >= row.get("lowest").doubleValue()
        && given.doubleValue() <= row.get("highest").doubleValue()) {
      row.set(MEDIAN, given);
    }
  }

  /** Rows whose sketch has not seen as many counts as the row says. */
  List<ObjectNode> withOtherSketches() {
    return rows.stream()
        .filter(row -> row.has(SKETCH) && sketched(row.get(SKETCH)) != posts(row))
        .toList();
  }

  private static long posts(ObjectNode row) {
    return row.path("post_count").asLong();
  }

  private static long sketched(JsonNode value) {
    try {
      byte[] sketch = value.binaryValue();
      if (sketch == null || sketch.length < SKETCH_HEAD || sketch[2] != KLL) {
        return -1;
      } else if ((sketch[3] & SINGLE) != 0) {
        return 1;
      }
      return ByteBuffer.wrap(sketch).order(ByteOrder.LITTLE_ENDIAN).getLong(SKETCH_HEAD);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

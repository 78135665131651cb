package io.pinflow.databricks.oracle;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pinflow.databricks.Values;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Compares two multisets of rows as a whole, in memory that does not grow with them. */
final class Comparison {

  private static final String DIFFERENCE =
      """
      SELECT %1$s, sum(surplus) AS surplus FROM (
        SELECT %1$s, 1 AS surplus FROM (%2$s) UNION ALL SELECT %1$s, -1 FROM (%3$s))
      GROUP BY %1$s HAVING sum(surplus) <> 0""";

  private static final String COUNTS =
      """
      SELECT coalesce(sum(greatest(surplus, 0)), 0), coalesce(sum(greatest(-surplus, 0)), 0)
      FROM difference""";

  private final SparkSession spark;

  Comparison(SparkSession spark) {
    this.spark = spark;
  }

  /**
   * What the queries differ by: {@code missing} and {@code unexpected} rows and a few {@code
   * examples}; empty if they are equal.
   *
   * @param columns of both, {@code ind} among them
   */
  ObjectNode difference(String columns, String expected, String actual) {
    spark
        .sql(DIFFERENCE.formatted(columns, expected, actual))
        .createOrReplaceTempView("difference");
    ObjectNode found = JsonNodeFactory.instance.objectNode();
    Row counts = spark.sql(COUNTS).first();
    long missing = counts.getLong(0);
    long unexpected = counts.getLong(1);
    if (missing + unexpected > 0) {
      found.put("missing", missing).put("unexpected", unexpected).set("examples", examples());
    }
    return found;
  }

  private ArrayNode examples() {
    Examples examples = new Examples(List.of("ind"));
    for (Row row : spark.table("difference").orderBy("ind").takeAsList(2 * Examples.MOST)) {
      ObjectNode json = Values.object(row);
      boolean isMissing = json.remove("surplus").intValue() > 0;
      examples.add(json, isMissing);
    }
    return examples.json();
  }
}

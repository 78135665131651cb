package io.pinflow.databricks;

import static scala.jdk.javaapi.CollectionConverters.asJava;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;

/** Shows rows to a person: null as a dot, bytes as {@link Bytes} has them, lists in brackets. */
final class Terminal {

  /** Columns of the terminal; the scripts pass it on. */
  static final int WIDTH = Integer.getInteger("pinflow.columns", Integer.MAX_VALUE);

  /** Lines of the terminal that a page may take, one being left for the cursor. */
  static final int HEIGHT = Integer.getInteger("pinflow.lines", Integer.MAX_VALUE) - 1;

  private static final int INDENT = 2;

  private Terminal() {}

  /** Standard output in UTF-8, whatever the locale says. */
  static PrintStream out() {
    return new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
  }

  /** The rows as a table that fits {@link #WIDTH}. */
  static String table(StructType schema, List<Row> rows) {
    return table(schema, rows, WIDTH);
  }

  /** The same a little to the right, as under a title. */
  static String indented(StructType schema, List<Row> rows) {
    return table(schema, rows, WIDTH - INDENT).indent(INDENT);
  }

  private static String table(StructType schema, List<Row> rows, int width) {
    List<Boolean> numeric =
        Arrays.stream(schema.fields()).map(f -> f.dataType() instanceof NumericType).toList();
    List<List<String>> cells = rows.stream().map(Terminal::cells).toList();
    return new TextTable(List.of(schema.fieldNames()), numeric, cells).draw(width);
  }

  private static List<String> cells(Row row) {
    return IntStream.range(0, row.size()).mapToObj(i -> cell(row.get(i))).toList();
  }

  private static String cell(Object value) {
    if (value == null) {
      return "·";
    } else if (value instanceof byte[] bytes) {
      return oneLine(Bytes.shown(bytes));
    } else if (value instanceof Instant instant) {
      return instant.toString().replace('T', ' ').replace("Z", "");
    } else if (value instanceof scala.collection.Seq<?> seq) {
      return asJava(seq).stream().map(Terminal::cell).collect(Collectors.joining(", ", "[", "]"));
    }
    return oneLine(value.toString());
  }

  /** A payload can hold anything; what moves the cursor or colours the screen is taken out. */
  private static String oneLine(String text) {
    return text.replaceAll("[\\p{Cntrl}\\p{Co}\\p{Cn}\\u2028\\u2029]+", " ");
  }
}

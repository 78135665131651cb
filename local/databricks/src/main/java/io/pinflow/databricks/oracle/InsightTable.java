package io.pinflow.databricks.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructType;

/** One of the two tables of an insight. */
record InsightTable(Insight insight, boolean windowed) {

  static List<InsightTable> all() {
    return Insight.ALL.stream()
        .flatMap(i -> Stream.of(new InsightTable(i, false), new InsightTable(i, true)))
        .toList();
  }

  String name() {
    return windowed ? insight.name() + "_windowed" : insight.name();
  }

  /** The columns that say what is counted. */
  private List<String> scope() {
    return windowed ? List.of("window_start", "window_end") : List.of("as_of", "counting_since");
  }

  boolean hasSketches() {
    return windowed && !insight.windowedValues().isEmpty();
  }

  /** The one that says how far the table is. */
  String end() {
    return windowed ? "window_end" : "as_of";
  }

  /** All columns, in order. */
  StructType schema() {
    String answer = insight.groups() + ", " + insight.values();
    String times = String.join(" TIMESTAMP, ", scope()) + " TIMESTAMP";
    String columns = windowed ? times + ", " + answer : answer + ", " + times;
    return StructType.fromDDL(hasSketches() ? columns + ", " + insight.windowedValues() : columns);
  }

  /** One row each. */
  List<String> key() {
    List<String> key = new ArrayList<>(scope());
    key.addAll(List.of(StructType.fromDDL(insight.groups()).fieldNames()));
    return key;
  }

  /** A query for what the table must hold. */
  String expected(String posts) {
    return insight
        .answer()
        .replace("${posts}", posts)
        .replace("${scope}", String.join(", ", scope()));
  }
}

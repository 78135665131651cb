package io.pinflow.databricks.oracle;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Results that several queries start from. */
final class Kept {

  private Kept() {}

  /**
   * Computes the rows once, keeps them (on disk, where memory is short) until they are forgotten,
   * and defines a view of them; queries over it are planned as over a table, however it came about.
   */
  static void define(String view, Dataset<Row> rows) {
    rows.localCheckpoint().createOrReplaceTempView(view);
  }
}

package io.pinflow.record;

import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/**
 * A table of results: rows that are appended, or whole states that replace each other.
 *
 * <p>A whole state is a row of kind DELETE, which empties the table, and then its rows.
 */
public final class ResultTable {

  private final String name;
  private final String question;
  private final RowType type;
  private final boolean replaced;
  private final DataStream<RowData> rows;

  public ResultTable(
      String name, String question, RowType type, boolean replaced, DataStream<RowData> rows) {
    this.name = name;
    this.question = question;
    this.type = type;
    this.replaced = replaced;
    this.rows = rows;
  }

  public String name() {
    return name;
  }

  /** What the table answers, in one sentence. */
  public String question() {
    return question;
  }

  public RowType type() {
    return type;
  }

  public boolean isReplaced() {
    return replaced;
  }

  public DataStream<RowData> rows() {
    return rows;
  }
}

package io.pinflow.delta;

import java.util.Objects;
import org.apache.flink.table.data.RowData;

/**
 * A row on its way to one of the tables of a sink.
 *
 * <p>The first fields of the row are the columns of the table, in their order; it may have more,
 * which are left out. Any kind of {@link RowData} will do, views too. Mutable, so that one object
 * can carry every row when object reuse is on.
 */
public final class TableRow {

  private int table;
  private RowData row;

  public TableRow() {}

  /**
   * @param table the place of the table in the list given to {@link DeltaSink#forTables}
   */
  public TableRow(int table, RowData row) {
    this.table = table;
    this.row = row;
  }

  /** Takes another table and row, and gives itself. */
  public TableRow set(int table, RowData row) {
    this.table = table;
    this.row = row;
    return this;
  }

  public int table() {
    return table;
  }

  public RowData row() {
    return row;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TableRow
        && ((TableRow) other).table == table
        && Objects.equals(((TableRow) other).row, row);
  }

  @Override
  public int hashCode() {
    return 31 * table + Objects.hashCode(row);
  }

  @Override
  public String toString() {
    return table + ":" + row;
  }
}

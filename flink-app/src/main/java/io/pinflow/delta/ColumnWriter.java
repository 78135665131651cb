package io.pinflow.delta;

import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.RowData;
import org.apache.parquet.io.api.RecordConsumer;

/** Writes one kind of value, straight from the row or array that holds it: nothing is boxed. */
final class ColumnWriter {

  interface FieldWriter {
    void write(RecordConsumer consumer, RowData row, int field);
  }

  interface ElementWriter {
    void write(RecordConsumer consumer, ArrayData array, int element);
  }

  private final FieldWriter field;
  private final ElementWriter element;

  ColumnWriter(FieldWriter field, ElementWriter element) {
    this.field = field;
    this.element = element;
  }

  /** The field must not be null. */
  void write(RecordConsumer consumer, RowData row, int position) {
    field.write(consumer, row, position);
  }

  /** The element must not be null. */
  void write(RecordConsumer consumer, ArrayData array, int position) {
    element.write(consumer, array, position);
  }
}

package io.pinflow.delta;

import java.util.Map;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.RecordConsumer;

/** Streams the stored columns of a row into Parquet; partition columns are not stored. */
final class RowDataWriteSupport extends WriteSupport<RowData> {

  private final RowType stored;
  private final int[] positions;
  private final String[] names;
  private final ColumnWriter[] columns;
  private RecordConsumer consumer;

  /**
   * @param stored the columns to store
   * @param positions where each of them stands in the rows
   */
  RowDataWriteSupport(RowType stored, int[] positions) {
    this.stored = stored;
    this.positions = positions;
    this.names = stored.getFieldNames().toArray(new String[0]);
    this.columns = ColumnWriters.of(stored);
  }

  @Override
  @SuppressWarnings("deprecation")
  public WriteContext init(Configuration configuration) {
    throw new UnsupportedOperationException("Written without Hadoop.");
  }

  @Override
  public WriteContext init(ParquetConfiguration configuration) {
    return new WriteContext(ParquetTypes.message(stored), Map.of());
  }

  @Override
  public void prepareForWrite(RecordConsumer recordConsumer) {
    this.consumer = recordConsumer;
  }

  @Override
  public void write(RowData row) {
    consumer.startMessage();
    for (int i = 0; i < columns.length; i++) {
      int position = positions[i];
      if (!row.isNullAt(position)) {
        consumer.startField(names[i], i);
        columns[i].write(consumer, row, position);
        consumer.endField(names[i], i);
      }
    }
    consumer.endMessage();
  }
}

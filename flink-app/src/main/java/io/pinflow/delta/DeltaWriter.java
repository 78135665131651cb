package io.pinflow.delta;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;
import org.apache.flink.table.data.RowData;
import org.apache.flink.types.RowKind;

/** Writes rows to files of their tables; keeps no state, since all files close at the barrier. */
final class DeltaWriter<T> implements CommittingSinkWriter<T, WrittenFile> {

  private final RowRouter<T> router;
  private final List<DeltaTable> tables;
  private final TableWriter[] writers;
  private final ParquetCodecs codecs;
  private final Uploads uploads = new Uploads();
  private final SinkWriterMetricGroup metrics;

  /** Tables that were emptied since the last barrier. */
  private final BitSet emptied = new BitSet();

  DeltaWriter(
      RowRouter<T> router,
      List<DeltaTable> tables,
      DeltaSinkOptions options,
      TaskInfo task,
      SinkWriterMetricGroup metrics) {
    this.router = router;
    this.tables = tables;
    this.codecs = new ParquetCodecs(options.zstdLevel);
    this.metrics = metrics;
    this.writers =
        tables.stream()
            .map(
                table ->
                    new TableWriter(table, options, codecs, uploads, task.getIndexOfThisSubtask()))
            .toArray(TableWriter[]::new);
  }

  /**
   * @throws IllegalArgumentException for a row that takes back or changes an earlier one, unless it
   *     empties a table of whole states
   */
  @Override
  public void write(T element, Context context) throws IOException {
    RowData row = router.row(element);
    int table = router.table(element);
    if (row.getRowKind() == RowKind.DELETE && tables.get(table).isReplaced()) {
      writers[table].abort();
      emptied.set(table);
      return;
    }
    if (row.getRowKind() != RowKind.INSERT) {
      throw new IllegalArgumentException(
          String.format(
              "Table %s got a row of kind %s, and rows are only appended; give it an insert-only"
                  + " stream.",
              tables.get(table), row.getRowKind()));
    }
    writers[table].write(row);
    metrics.getNumRecordsSendCounter().inc();
  }

  /** Files close in {@link #prepareCommit}, which follows. */
  @Override
  public void flush(boolean endOfInput) {}

  @Override
  public Collection<WrittenFile> prepareCommit() throws IOException {
    for (TableWriter writer : writers) {
      writer.prepareCommit();
    }
    List<WrittenFile> written = new ArrayList<>();
    for (int i = 0; i < writers.length; i++) {
      String table = tables.get(i).path();
      List<DataFile> files = writers[i].finish();
      for (DataFile file : files) {
        written.add(new WrittenFile(table, file));
        metrics.getNumBytesSendCounter().inc(file.bytes());
      }
      if (files.isEmpty() && emptied.get(i)) {
        written.add(WrittenFile.none(table));
      }
    }
    emptied.clear();
    return written;
  }

  @Override
  public void close() {
    for (TableWriter writer : writers) {
      writer.abort();
    }
    uploads.close();
    codecs.close();
  }
}

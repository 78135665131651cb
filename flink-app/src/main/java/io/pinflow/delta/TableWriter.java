package io.pinflow.delta;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.flink.core.fs.Path;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/** The open files of one table in one task: one per partition met since the last barrier. */
final class TableWriter {

  private final DeltaTable table;
  private final DeltaSinkOptions options;
  private final ParquetCodecs codecs;
  private final String task;
  private final Partitioner partitioner;
  private final RowType stored;
  private final int[] positions;

  /** The one written to longest ago comes first. */
  private final Map<List<Object>, DataFileWriter> open = new LinkedHashMap<>(16, 0.75f, true);

  private final List<DataFile> closed = new ArrayList<>();

  /**
   * @param subtask becomes part of the files' names
   */
  TableWriter(DeltaTable table, DeltaSinkOptions options, ParquetCodecs codecs, int subtask) {
    this.table = table;
    this.options = options;
    this.codecs = codecs;
    this.task = String.format("part-%05d-", subtask);
    this.partitioner = new Partitioner(table);
    this.stored = partitioner.stored();
    this.positions = partitioner.positions();
  }

  void write(RowData row) throws IOException {
    List<Object> partition = partitioner.partition(row);
    DataFileWriter file = open.get(partition);
    if (file == null) {
      file = open(partition);
    }
    file.write(row);
    if (file.reached(options.targetFileBytes)) {
      close(partition);
    }
  }

  private DataFileWriter open(List<Object> partition) throws IOException {
    if (open.size() >= options.maxOpenFiles) {
      close(open.keySet().iterator().next());
    }
    String path = partitioner.path(partition) + task + UUID.randomUUID() + ".zstd.parquet";
    DataFileWriter file =
        new DataFileWriter(
            table.path(),
            path,
            new RowDataWriteSupport(stored, positions),
            codecs,
            options.targetFileBytes);
    open.put(partition, file);
    return file;
  }

  /** Stays among the open ones until it is closed, so that a failure removes it. */
  private void close(List<Object> partition) throws IOException {
    closed.add(open.get(partition).finish(partitioner, partition, stored));
    open.remove(partition);
  }

  /** Closes all files and forgets them. */
  List<DataFile> prepareCommit() throws IOException {
    for (List<Object> partition : new ArrayList<>(open.keySet())) {
      close(partition);
    }
    List<DataFile> files = List.copyOf(closed);
    closed.clear();
    return files;
  }

  /** Removes what was written since the last barrier; the writer can go on. */
  void abort() {
    for (Iterator<DataFileWriter> files = open.values().iterator(); files.hasNext(); ) {
      files.next().abort();
      files.remove();
    }
    closed.forEach(file -> DataFileWriter.remove(new Path(table.path() + "/" + file.path())));
    closed.clear();
  }
}

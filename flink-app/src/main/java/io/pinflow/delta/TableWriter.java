package io.pinflow.delta;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import org.apache.flink.core.fs.Path;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of one table in one task: one per partition met since the last barrier, or more where
 * the target size is reached.
 *
 * <p>Files are open for a bounded number of partitions. Rows of further partitions wait on the
 * heap; when they are too many, the largest partitions are written. So memory is bounded, and of
 * many partitions none is cut into a file for every few rows.
 */
final class TableWriter {

  private static final Logger LOG = LoggerFactory.getLogger(TableWriter.class);

  /** Buffered on the heap by an open file; larger groups hardly compress better. */
  private static final long ROW_GROUP_BYTES = 32L << 20;

  /** For all open files of a table with partitions. */
  private static final long ALL_ROW_GROUPS_BYTES = 128L << 20;

  private static final long LEAST_ROW_GROUP_BYTES = 1L << 20;

  private final DeltaTable table;
  private final DeltaSinkOptions options;
  private final ParquetCodecs codecs;
  private final Uploads uploads;
  private final String task;
  private final Partitioner partitioner;
  private final RowType stored;
  private final int[] positions;
  private final Map<List<Object>, DataFileWriter<RowData>> open = new LinkedHashMap<>();
  private final WaitingRows waiting;
  private final PlainColumns plain = new PlainColumns();
  private final List<DataFile> closed = new ArrayList<>();
  private final List<Future<Void>> running = new ArrayList<>();

  /**
   * @param uploads takes closed files; {@link #finish} awaits them
   * @param subtask becomes part of the files' names
   */
  TableWriter(
      DeltaTable table,
      DeltaSinkOptions options,
      ParquetCodecs codecs,
      Uploads uploads,
      int subtask) {
    this.table = table;
    this.options = options;
    this.codecs = codecs;
    this.uploads = uploads;
    this.task = String.format("part-%05d-", subtask);
    this.partitioner = new Partitioner(table);
    this.stored = partitioner.stored();
    this.positions = partitioner.positions();
    this.waiting = new WaitingRows(table.rowType());
  }

  void write(RowData row) throws IOException {
    List<Object> partition = partitioner.partition(row);
    if (open.size() < options.maxOpenFiles || open.containsKey(partition)) {
      write(partition, row);
    } else {
      waiting.add(partition, row);
      if (waiting.bytes() > options.maxWaitingBytes) {
        writeAll(waiting.largest());
      }
    }
  }

  private void write(List<Object> partition, RowData row) throws IOException {
    DataFileWriter<RowData> file = open.get(partition);
    if (file == null) {
      file = open(partition);
    }
    file.write(row);
    if (file.reached(options.targetFileBytes)) {
      close(partition);
    }
  }

  /** Writes waiting rows, a partition at a time. */
  private void writeAll(List<List<Object>> partitions) throws IOException {
    for (List<Object> partition : partitions) {
      for (RowData row : waiting.take(partition)) {
        write(partition, row);
      }
      close(partition);
    }
  }

  private DataFileWriter<RowData> open(List<Object> partition) throws IOException {
    String path = partitioner.path(partition) + task + UUID.randomUUID() + ".zstd.parquet";
    DataFileWriter<RowData> file =
        new DataFileWriter<>(
            table.path(),
            path,
            new RowDataWriteSupport(stored, positions),
            codecs,
            Math.min(options.targetFileBytes, rowGroupBytes()),
            plain);
    open.put(partition, file);
    return file;
  }

  private long rowGroupBytes() {
    return table.partitionColumns().isEmpty()
        ? ROW_GROUP_BYTES
        : Math.max(
            LEAST_ROW_GROUP_BYTES,
            Math.min(ROW_GROUP_BYTES, ALL_ROW_GROUPS_BYTES / options.maxOpenFiles));
  }

  /** Stays among the open ones until it is closed, so that a failure removes it. */
  private void close(List<Object> partition) throws IOException {
    DataFileWriter<RowData> file = open.get(partition);
    if (file != null) {
      closed.add(file.finish(partitioner.named(partition), stored));
      open.remove(partition);
      running.add(uploads.start(file::publish));
    }
  }

  /** Closes all files. */
  void prepareCommit() throws IOException {
    for (List<Object> partition : new ArrayList<>(open.keySet())) {
      close(partition);
    }
    writeAll(waiting.partitions());
  }

  /** Waits until all closed files can be seen, and forgets them. */
  List<DataFile> finish() throws IOException {
    Uploads.await(running);
    running.clear();
    List<DataFile> files = List.copyOf(closed);
    closed.clear();
    return files;
  }

  /** Removes what was written since the last barrier; the writer can go on. */
  void abort() {
    waiting.clear();
    for (Iterator<DataFileWriter<RowData>> files = open.values().iterator(); files.hasNext(); ) {
      files.next().abort();
      files.remove();
    }
    if (!closed.isEmpty()) {
      removeClosed();
    }
  }

  private void removeClosed() {
    try {
      Uploads.await(running);
    } catch (IOException e) {
      LOG.debug("Uploading files that are abandoned failed", e);
    }
    running.clear();
    closed.forEach(file -> NewDataFile.remove(new Path(table.path() + "/" + file.path())));
    closed.clear();
  }
}

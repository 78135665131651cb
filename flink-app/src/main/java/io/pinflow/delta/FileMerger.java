package io.pinflow.delta;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.flink.core.fs.Path;
import org.apache.flink.table.types.logical.RowType;
import org.apache.parquet.PlainReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;

/** Writes the rows of several files of a partition into one, or a few at the target size. */
final class FileMerger {

  private static final long ROW_GROUP_BYTES = 32L << 20;

  private final String root;
  private final LogStorage storage;
  private final RowType stored;
  private final MessageType message;
  private final ParquetCodecs codecs;
  private final long targetBytes;
  private final PlainColumns plain = new PlainColumns();

  /**
   * @param stored the columns that the files hold
   */
  FileMerger(
      String root, LogStorage storage, RowType stored, ParquetCodecs codecs, long targetBytes) {
    this.root = root;
    this.storage = storage;
    this.stored = stored;
    this.message = ParquetTypes.message(stored);
    this.codecs = codecs;
    this.targetBytes = targetBytes;
  }

  /**
   * Leaves out files that hold other columns than these, or hold them otherwise: another writer's.
   *
   * @param unfit takes the paths of files that are left out
   * @return nothing if less than two files are left
   */
  Optional<MergedFiles> merge(List<LiveFile> files, Set<String> unfit) throws IOException {
    Output output = new Output(folder(files.get(0)));
    List<LiveFile> merged = new ArrayList<>();
    try {
      for (LiveFile file : files) {
        if (copy(file, output)) {
          merged.add(file);
        } else {
          unfit.add(file.path());
        }
      }
      if (merged.size() > 1) {
        return Optional.of(new MergedFiles(merged, output.finish()));
      }
      output.abort();
      return Optional.empty();
    } catch (IOException | RuntimeException e) {
      output.abort();
      throw e;
    }
  }

  /** Partitions have one folder each, or several with another writer; any of them will do. */
  private String folder(LiveFile file) {
    return LogStorage.folder(file.path()).substring(root.length()).replaceFirst("^/", "");
  }

  private boolean copy(LiveFile live, Output output) throws IOException {
    TableInputFile input = new TableInputFile(storage, live.path(), live.bytes());
    try (ParquetFileReader file = ParquetFileReader.open(input, new PlainReadOptions(codecs))) {
      FileMetaData metadata = file.getFileMetaData();
      if (!fits(metadata.getSchema())) {
        return false;
      }
      plain.learn(file.getFooter());
      MessageColumnIO columns =
          new ColumnIOFactory(metadata.getCreatedBy())
              .getColumnIO(message, metadata.getSchema(), true);
      for (PageReadStore pages; (pages = file.readNextRowGroup()) != null; ) {
        RecordReader<Boolean> reader =
            columns.getRecordReader(pages, output.support.materializer(), FilterCompat.NOOP);
        for (long left = pages.getRowCount(); left > 0; left--) {
          output.write(reader);
        }
      }
      return true;
    }
  }

  /** Columns may be missing, where they were added later. */
  private boolean fits(MessageType schema) {
    return schema.getFields().stream()
        .allMatch(
            field ->
                message.containsField(field.getName())
                    && message.getType(field.getName()).equals(field));
  }

  /** The file that is being written, and those that are full. */
  private final class Output {

    private final MergeWriteSupport support = new MergeWriteSupport(message);
    private final List<DataFile> full = new ArrayList<>();
    private final String folder;
    private DataFileWriter<RecordReader<Boolean>> open;

    Output(String folder) {
      this.folder = folder.isEmpty() ? "" : folder + "/";
    }

    void write(RecordReader<Boolean> reader) throws IOException {
      if (open == null) {
        String path = folder + "part-merged-" + UUID.randomUUID() + ".zstd.parquet";
        open =
            new DataFileWriter<>(
                root, path, support, codecs, Math.min(targetBytes, ROW_GROUP_BYTES), plain);
      }
      open.write(reader);
      if (open.reached(targetBytes)) {
        close();
      }
    }

    private void close() throws IOException {
      DataFile file = open.finish(Map.of(), stored);
      open.publish();
      full.add(file);
      open = null;
    }

    List<DataFile> finish() throws IOException {
      if (open != null) {
        close();
      }
      return full;
    }

    void abort() {
      if (open != null) {
        open.abort();
      }
      full.forEach(file -> DataFileWriter.remove(new Path(root + "/" + file.path())));
    }
  }
}

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
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.parquet.schema.MessageType;

/**
 * Puts the rows of several files of a partition into one, or a few at the target size.
 *
 * <p>Rows of tiny files are written anew, together. Row groups of larger ones, which would hardly
 * compress better in one, are copied as they are, into a file of their own: decoding and encoding
 * them again costs nearly as much as writing them did.
 */
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
    String folder = folder(files.get(0));
    Output<?> rows = new Rows(folder);
    Output<?> rowGroups = new RowGroups(folder);
    List<LiveFile> merged = new ArrayList<>();
    List<DataFile> into = new ArrayList<>();
    try {
      for (LiveFile file : files) {
        if (copy(file, rows, rowGroups)) {
          merged.add(file);
        } else {
          unfit.add(file.path());
        }
      }
      if (merged.size() > 1) {
        into.addAll(rows.finish());
        into.addAll(rowGroups.finish());
        return Optional.of(new MergedFiles(merged, into));
      }
      rows.abort();
      rowGroups.abort();
      return Optional.empty();
    } catch (IOException | RuntimeException e) {
      rows.abort();
      rowGroups.abort();
      throw e;
    }
  }

  /** Partitions have one folder each, or several with another writer; any of them will do. */
  private String folder(LiveFile file) {
    return LogStorage.folder(file.path()).substring(root.length()).replaceFirst("^/", "");
  }

  private boolean copy(LiveFile live, Output<?> rows, Output<?> rowGroups) throws IOException {
    TableInputFile input = new TableInputFile(storage, live.path(), live.bytes());
    try (ParquetFileReader file = ParquetFileReader.open(input, new PlainReadOptions(codecs))) {
      if (!fits(file.getFileMetaData().getSchema())) {
        return false;
      }
      (isWorthCopying(file, live.bytes()) ? rowGroups : rows).add(file, input);
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

  /** Row groups of a size that is no longer merged away, with all columns. */
  private boolean isWorthCopying(ParquetFileReader file, long bytes) {
    int groups = Math.max(1, file.getRowGroups().size());
    return bytes / groups >= CompactionPolicy.tiny(targetBytes)
        && file.getFileMetaData().getSchema().getFieldCount() == message.getFieldCount();
  }

  /** The file that is being written, and those that are full. */
  private abstract class Output<F extends NewDataFile> {

    private final List<DataFile> full = new ArrayList<>();
    private final String folder;
    private F open;

    Output(String folder) {
      this.folder = folder.isEmpty() ? "" : folder + "/";
    }

    abstract F open(String path) throws IOException;

    abstract void add(ParquetFileReader file, TableInputFile input) throws IOException;

    final F opened() throws IOException {
      if (open == null) {
        open = open(folder + "part-merged-" + UUID.randomUUID() + ".zstd.parquet");
      }
      return open;
    }

    final void close() throws IOException {
      DataFile file = open.finish(Map.of(), stored);
      open.publish();
      full.add(file);
      open = null;
    }

    final List<DataFile> finish() throws IOException {
      if (open != null) {
        close();
      }
      return full;
    }

    final void abort() {
      if (open != null) {
        open.abort();
      }
      full.forEach(file -> NewDataFile.remove(new Path(root + "/" + file.path())));
    }
  }

  /** Rows written anew. */
  private final class Rows extends Output<DataFileWriter<RecordReader<Boolean>>> {

    private final MergeWriteSupport support = new MergeWriteSupport(message);

    Rows(String folder) {
      super(folder);
    }

    @Override
    DataFileWriter<RecordReader<Boolean>> open(String path) throws IOException {
      long rowGroupBytes = Math.min(targetBytes, ROW_GROUP_BYTES);
      return new DataFileWriter<>(root, path, support, codecs, rowGroupBytes, plain);
    }

    @Override
    void add(ParquetFileReader file, TableInputFile input) throws IOException {
      plain.learn(file.getFooter());
      MessageColumnIO columns =
          new ColumnIOFactory(file.getFileMetaData().getCreatedBy())
              .getColumnIO(message, file.getFileMetaData().getSchema(), true);
      for (PageReadStore pages; (pages = file.readNextRowGroup()) != null; ) {
        RecordReader<Boolean> reader =
            columns.getRecordReader(pages, support.materializer(), FilterCompat.NOOP);
        for (long left = pages.getRowCount(); left > 0; left--) {
          write(reader);
        }
      }
    }

    private void write(RecordReader<Boolean> reader) throws IOException {
      opened().write(reader);
      if (opened().reached(targetBytes)) {
        close();
      }
    }
  }

  /** Row groups copied. */
  private final class RowGroups extends Output<RowGroupsWriter> {

    RowGroups(String folder) {
      super(folder);
    }

    @Override
    RowGroupsWriter open(String path) throws IOException {
      return new RowGroupsWriter(root, path, message);
    }

    @Override
    void add(ParquetFileReader file, TableInputFile input) throws IOException {
      try (SeekableInputStream bytes = input.newStream()) {
        for (BlockMetaData group : file.getRowGroups()) {
          opened().append(group, file, bytes);
          if (opened().reached(targetBytes)) {
            close();
          }
        }
      }
    }
  }
}

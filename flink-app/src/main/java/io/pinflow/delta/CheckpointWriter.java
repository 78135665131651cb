package io.pinflow.delta;

import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterator;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.core.fs.Path;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Writes the actions that make up a version of a table into one Parquet file, newest first as they
 * come from Kernel.
 *
 * <p>Which removals belong to it is decided here. Kernel hands over those of files that came back,
 * as in a restoration; a reader that meets one after the file loses the file. And it leaves out
 * those of an earlier checkpoint, whose files a vacuum would then take for never used. That takes
 * the paths of all these files in memory.
 */
final class CheckpointWriter {

  private static final int ZSTD_LEVEL = 3;
  private static final long ROW_GROUP_BYTES = 16L << 20;

  private final Set<String> seen = new HashSet<>();
  private final long removedSince;
  private final ActionWriteSupport support;
  private final ParquetWriter<Integer> writer;

  private CheckpointWriter(
      long removedSince, ActionWriteSupport support, ParquetWriter<Integer> writer) {
    this.removedSince = removedSince;
    this.support = support;
    this.writer = writer;
  }

  /**
   * @param removedSince removals before are left out
   */
  static void write(Path path, CloseableIterator<FilteredColumnarBatch> batches, long removedSince)
      throws IOException {
    FilteredColumnarBatch first = batches.next();
    ActionWriteSupport support = new ActionWriteSupport(first.getData().getSchema());
    FlinkOutputFile file = new FlinkOutputFile(path);
    try (ParquetCodecs codecs = new ParquetCodecs(ZSTD_LEVEL);
        ParquetWriter<Integer> writer = open(file, support, codecs)) {
      CheckpointWriter checkpoint = new CheckpointWriter(removedSince, support, writer);
      checkpoint.write(first);
      while (batches.hasNext()) {
        checkpoint.write(batches.next());
      }
    } catch (IOException | RuntimeException e) {
      file.discard();
      throw e;
    }
    file.publish();
  }

  private static ParquetWriter<Integer> open(
      FlinkOutputFile file, ActionWriteSupport support, ParquetCodecs codecs) throws IOException {
    return new Builder(file, support)
        .withConf(new PlainParquetConfiguration())
        .withCodecFactory(codecs)
        .withCompressionCodec(CompressionCodecName.ZSTD)
        .withRowGroupSize(ROW_GROUP_BYTES)
        .build();
  }

  private void write(FilteredColumnarBatch filtered) throws IOException {
    ColumnarBatch batch = filtered.getData();
    Optional<ColumnVector> selected = filtered.getSelectionVector();
    support.in(batch);
    for (int row = 0; row < batch.getSize(); row++) {
      if (belongs(batch, row, selected.isEmpty() || selects(selected.get(), row))) {
        writer.write(row);
      }
    }
  }

  private boolean belongs(ColumnarBatch batch, int row, boolean selected) {
    Optional<String> removed = path(batch, "remove", row);
    if (removed.isPresent()) {
      return removedAt(batch, row) >= removedSince && seen.add(removed.get());
    }
    if (selected) {
      path(batch, "add", row).ifPresent(seen::add);
    }
    return selected;
  }

  private static Optional<String> path(ColumnarBatch batch, String action, int row) {
    ColumnVector actions = batch.getColumnVector(batch.getSchema().indexOf(action));
    return actions.isNullAt(row)
        ? Optional.empty()
        : Optional.of(field(batch, action, "path").getString(row));
  }

  private static long removedAt(ColumnarBatch batch, int row) {
    ColumnVector times = field(batch, "remove", "deletionTimestamp");
    return times.isNullAt(row) ? 0 : times.getLong(row);
  }

  private static ColumnVector field(ColumnarBatch batch, String action, String name) {
    int column = batch.getSchema().indexOf(action);
    StructType type = (StructType) batch.getSchema().at(column).getDataType();
    return batch.getColumnVector(column).getChild(type.indexOf(name));
  }

  private static boolean selects(ColumnVector selected, int row) {
    return !selected.isNullAt(row) && selected.getBoolean(row);
  }

  private static final class Builder extends ParquetWriter.Builder<Integer, Builder> {

    private final ActionWriteSupport support;

    Builder(FlinkOutputFile file, ActionWriteSupport support) {
      super(file);
      this.support = support;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    @SuppressWarnings("deprecation")
    protected WriteSupport<Integer> getWriteSupport(org.apache.hadoop.conf.Configuration conf) {
      return support;
    }

    @Override
    protected WriteSupport<Integer> getWriteSupport(ParquetConfiguration conf) {
      return support;
    }
  }
}

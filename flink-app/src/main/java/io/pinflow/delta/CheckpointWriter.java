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
 * <p>Of a file that was removed and came back, as a restoration does it, Kernel hands over the
 * removal too. A reader that meets it after the file loses the file, so it is left out. That takes
 * the paths of all live files in memory.
 */
final class CheckpointWriter {

  private static final int ZSTD_LEVEL = 3;
  private static final long ROW_GROUP_BYTES = 16L << 20;

  private final Set<String> live = new HashSet<>();
  private final ActionWriteSupport support;
  private final ParquetWriter<Integer> writer;

  private CheckpointWriter(ActionWriteSupport support, ParquetWriter<Integer> writer) {
    this.support = support;
    this.writer = writer;
  }

  static void write(Path path, CloseableIterator<FilteredColumnarBatch> batches)
      throws IOException {
    FilteredColumnarBatch first = batches.next();
    ActionWriteSupport support = new ActionWriteSupport(first.getData().getSchema());
    FlinkOutputFile file = new FlinkOutputFile(path);
    try (ParquetCodecs codecs = new ParquetCodecs(ZSTD_LEVEL);
        ParquetWriter<Integer> writer = open(file, support, codecs)) {
      CheckpointWriter checkpoint = new CheckpointWriter(support, writer);
      checkpoint.write(first);
      while (batches.hasNext()) {
        checkpoint.write(batches.next());
      }
    } finally {
      file.publish();
    }
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
      if ((selected.isEmpty() || selects(selected.get(), row)) && !isOutdated(batch, row)) {
        writer.write(row);
      }
    }
  }

  private boolean isOutdated(ColumnarBatch batch, int row) {
    path(batch, "add", row).ifPresent(live::add);
    return path(batch, "remove", row).filter(live::contains).isPresent();
  }

  private static Optional<String> path(ColumnarBatch batch, String action, int row) {
    int column = batch.getSchema().indexOf(action);
    ColumnVector actions = batch.getColumnVector(column);
    if (actions.isNullAt(row)) {
      return Optional.empty();
    }
    StructType type = (StructType) batch.getSchema().at(column).getDataType();
    return Optional.of(actions.getChild(type.indexOf("path")).getString(row));
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

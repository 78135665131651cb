package io.pinflow.delta;

import java.io.IOException;
import java.util.Map;
import org.apache.flink.core.fs.Path;
import org.apache.flink.table.types.logical.RowType;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Parquet file being written.
 *
 * @param <T> what a write support makes a row of
 */
final class DataFileWriter<T> {

  private static final Logger LOG = LoggerFactory.getLogger(DataFileWriter.class);

  /** Asking for the size walks all columns. */
  private static final int ROWS_BETWEEN_SIZE_CHECKS = 256;

  private final String root;
  private final String path;
  private final FlinkOutputFile file;
  private final ParquetWriter<T> writer;
  private final PlainColumns plain;
  private long rows;

  /**
   * @param root the root of the table
   * @param path of the file below it
   * @param rowGroupBytes what the file buffers on the heap, at most
   * @param plain of the table; learns from this file
   */
  DataFileWriter(
      String root,
      String path,
      WriteSupport<T> support,
      ParquetCodecs codecs,
      long rowGroupBytes,
      PlainColumns plain)
      throws IOException {
    this.root = root;
    this.path = path;
    this.file = new FlinkOutputFile(location());
    this.plain = plain;
    Builder<T> builder =
        new Builder<>(file, support)
            .withConf(new PlainParquetConfiguration())
            .withCodecFactory((CompressionCodecFactory) codecs)
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .withRowGroupSize(rowGroupBytes);
    plain.names().forEach(column -> builder.withDictionaryEncoding(column, false));
    this.writer = builder.build();
  }

  private Path location() {
    return new Path(root + "/" + path);
  }

  void write(T row) throws IOException {
    writer.write(row);
    rows++;
  }

  boolean reached(long targetBytes) {
    return rows % ROWS_BETWEEN_SIZE_CHECKS == 0 && writer.getDataSize() >= targetBytes;
  }

  /** Completes the file, which {@link #publish} shows, and describes it. */
  DataFile finish(Map<String, Object> partition, RowType stored) throws IOException {
    writer.close();
    plain.learn(writer.getFooter());
    return new DataFile(
        path,
        file.written(),
        System.currentTimeMillis(),
        rows,
        partition,
        FooterStatistics.of(writer.getFooter(), stored));
  }

  /** Lets the file be seen, which may take long; any thread may call it. */
  Void publish() throws IOException {
    file.publish();
    return null;
  }

  /** Leaves nothing behind if it can; what stays is named by no commit. */
  void abort() {
    try {
      writer.close();
      if (!file.discard()) {
        return;
      }
    } catch (IOException | RuntimeException e) {
      LOG.debug("Closing the abandoned file {} failed", location(), e);
    }
    remove(location());
  }

  /** Removes a file that will not be committed. */
  static void remove(Path location) {
    try {
      location.getFileSystem().delete(location, false);
    } catch (IOException | RuntimeException e) {
      LOG.warn("Could not remove {}, which no commit names; vacuum will", location, e);
    }
  }

  private static final class Builder<T> extends ParquetWriter.Builder<T, Builder<T>> {

    private final WriteSupport<T> support;

    Builder(FlinkOutputFile file, WriteSupport<T> support) {
      super(file);
      this.support = support;
    }

    @Override
    protected Builder<T> self() {
      return this;
    }

    @Override
    @SuppressWarnings("deprecation")
    protected WriteSupport<T> getWriteSupport(org.apache.hadoop.conf.Configuration conf) {
      return support;
    }

    @Override
    protected WriteSupport<T> getWriteSupport(ParquetConfiguration conf) {
      return support;
    }
  }
}

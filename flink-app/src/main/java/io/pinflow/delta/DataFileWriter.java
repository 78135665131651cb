package io.pinflow.delta;

import java.io.IOException;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;

/**
 * A file that is written row by row.
 *
 * @param <T> what a write support makes a row of
 */
final class DataFileWriter<T> extends NewDataFile {

  /** Asking for the size walks all columns. */
  private static final int ROWS_BETWEEN_SIZE_CHECKS = 256;

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
    super(root, path);
    this.plain = plain;
    Builder<T> builder =
        new Builder<>(file(), support)
            .withConf(new PlainParquetConfiguration())
            .withCodecFactory((CompressionCodecFactory) codecs)
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .withRowGroupSize(rowGroupBytes);
    plain.names().forEach(column -> builder.withDictionaryEncoding(column, false));
    this.writer = builder.build();
  }

  void write(T row) throws IOException {
    writer.write(row);
    rows++;
  }

  boolean reached(long targetBytes) {
    return rows % ROWS_BETWEEN_SIZE_CHECKS == 0 && writer.getDataSize() >= targetBytes;
  }

  @Override
  ParquetMetadata close() throws IOException {
    writer.close();
    plain.learn(writer.getFooter());
    return writer.getFooter();
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

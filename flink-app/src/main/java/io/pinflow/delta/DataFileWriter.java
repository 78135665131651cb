package io.pinflow.delta;

import java.io.IOException;
import java.util.List;
import org.apache.flink.core.fs.Path;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One Parquet file being written. */
final class DataFileWriter {

  private static final Logger LOG = LoggerFactory.getLogger(DataFileWriter.class);

  /** Buffered on the heap by every open file; larger groups hardly compress better. */
  private static final long MAX_ROW_GROUP_BYTES = 32L << 20;

  /** Asking for the size walks all columns. */
  private static final int ROWS_BETWEEN_SIZE_CHECKS = 256;

  private final String root;
  private final String path;
  private final FlinkOutputFile file;
  private final ParquetWriter<RowData> writer;
  private long rows;

  /**
   * @param root the root of the table
   * @param path of the file below it
   */
  DataFileWriter(
      String root, String path, RowDataWriteSupport support, ParquetCodecs codecs, long targetBytes)
      throws IOException {
    this.root = root;
    this.path = path;
    this.file = new FlinkOutputFile(location());
    this.writer =
        new Builder(file, support)
            .withConf(new PlainParquetConfiguration())
            .withCodecFactory((CompressionCodecFactory) codecs)
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .withRowGroupSize(Math.min(targetBytes, MAX_ROW_GROUP_BYTES))
            .build();
  }

  private Path location() {
    return new Path(root + "/" + path);
  }

  void write(RowData row) throws IOException {
    writer.write(row);
    rows++;
  }

  boolean reached(long targetBytes) {
    return rows % ROWS_BETWEEN_SIZE_CHECKS == 0 && writer.getDataSize() >= targetBytes;
  }

  /** Closes the file and describes it. */
  DataFile finish(Partitioner partitioner, List<Object> partition, RowType stored)
      throws IOException {
    writer.close();
    return new DataFile(
        path,
        file.written(),
        System.currentTimeMillis(),
        rows,
        partitioner.named(partition),
        FooterStatistics.of(writer.getFooter(), stored));
  }

  /** Leaves nothing behind if it can; what stays is named by no commit. */
  void abort() {
    try {
      writer.close();
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

  private static final class Builder extends ParquetWriter.Builder<RowData, Builder> {

    private final RowDataWriteSupport support;

    Builder(FlinkOutputFile file, RowDataWriteSupport support) {
      super(file);
      this.support = support;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    @SuppressWarnings("deprecation")
    protected WriteSupport<RowData> getWriteSupport(org.apache.hadoop.conf.Configuration conf) {
      return support;
    }

    @Override
    protected WriteSupport<RowData> getWriteSupport(ParquetConfiguration conf) {
      return support;
    }
  }
}

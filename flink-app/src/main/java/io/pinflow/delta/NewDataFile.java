package io.pinflow.delta;

import java.io.IOException;
import java.util.Map;
import org.apache.flink.core.fs.Path;
import org.apache.flink.table.types.logical.RowType;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Parquet file on its way into a table. */
abstract class NewDataFile {

  private static final Logger LOG = LoggerFactory.getLogger(NewDataFile.class);

  private final String root;
  private final String path;
  private final FlinkOutputFile file;

  /**
   * @param root the root of the table
   * @param path of the file below it
   */
  NewDataFile(String root, String path) {
    this.root = root;
    this.path = path;
    this.file = new FlinkOutputFile(location());
  }

  private Path location() {
    return new Path(root + "/" + path);
  }

  /** Where Parquet writes to. */
  final FlinkOutputFile file() {
    return file;
  }

  /** Ends what Parquet writes; returns the footer. */
  abstract ParquetMetadata close() throws IOException;

  /** Completes the file, which {@link #publish} shows, and describes it. */
  final DataFile finish(Map<String, Object> partition, RowType stored) throws IOException {
    ParquetMetadata footer = close();
    return new DataFile(
        path,
        file.written(),
        System.currentTimeMillis(),
        footer.getBlocks().stream().mapToLong(BlockMetaData::getRowCount).sum(),
        partition,
        FooterStatistics.of(footer, stored));
  }

  /** Lets the file be seen, which may take long; any thread may call it. */
  final Void publish() throws IOException {
    file.publish();
    return null;
  }

  /** Leaves nothing behind if it can; what stays is named by no commit. */
  final void abort() {
    try {
      close();
    } catch (IOException | RuntimeException e) {
      LOG.debug("Ending the abandoned file {} failed", location(), e);
    }
    try {
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
}

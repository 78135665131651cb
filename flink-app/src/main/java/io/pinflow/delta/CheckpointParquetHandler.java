package io.pinflow.delta;

import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.engine.FileReadResult;
import io.delta.kernel.engine.ParquetHandler;
import io.delta.kernel.expressions.Column;
import io.delta.kernel.expressions.Predicate;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.DataFileStatus;
import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.flink.core.fs.Path;

/** The Parquet files of a log, which are its checkpoints; Kernel's own handler needs Hadoop. */
final class CheckpointParquetHandler implements ParquetHandler {

  private final LogStorage storage;
  private final long removedSince;

  /**
   * @param removedSince removals before are left out of what is written
   */
  CheckpointParquetHandler(LogStorage storage, long removedSince) {
    this.storage = storage;
    this.removedSince = removedSince;
  }

  @Override
  public CloseableIterator<FileReadResult> readParquetFiles(
      CloseableIterator<FileStatus> files, StructType schema, Optional<Predicate> predicate) {
    return files.flatMap(
        file ->
            new CheckpointReader(storage, file.getPath(), file.getSize(), schema)
                .map(batch -> new FileReadResult(batch, file.getPath())));
  }

  @Override
  public CloseableIterator<DataFileStatus> writeParquetFiles(
      String folder, CloseableIterator<FilteredColumnarBatch> batches, List<Column> columns) {
    throw new UnsupportedOperationException("Data files are written by DeltaWriter.");
  }

  /** Any two checkpoints of one version hold the same, so one may replace the other. */
  @Override
  public void writeParquetFileAtomically(
      String path, CloseableIterator<FilteredColumnarBatch> batches) throws IOException {
    String written = storage.unpublished(path);
    try (batches) {
      CheckpointWriter.write(new Path(written), batches, removedSince);
      storage.publish(written, path);
    } catch (IOException | RuntimeException e) {
      storage.delete(written);
      throw e;
    }
  }
}

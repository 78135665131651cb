package io.pinflow.delta;

import io.delta.kernel.defaults.engine.fileio.SeekableInputStream;
import java.io.IOException;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;

/** A Parquet file of a table or its log, to read. */
final class TableInputFile implements InputFile {

  private final LogStorage storage;
  private final String path;
  private final long size;

  /**
   * @param size 0 if it is not known
   */
  TableInputFile(LogStorage storage, String path, long size) {
    this.storage = storage;
    this.path = path;
    this.size = size;
  }

  @Override
  public long getLength() throws IOException {
    return size > 0 ? size : storage.status(path).getSize();
  }

  @Override
  public org.apache.parquet.io.SeekableInputStream newStream() throws IOException {
    SeekableInputStream stream = storage.open(path, size);
    return new DelegatingSeekableInputStream(stream) {
      @Override
      public long getPos() throws IOException {
        return stream.getPos();
      }

      @Override
      public void seek(long position) throws IOException {
        stream.seek(position);
      }
    };
  }

  @Override
  public String toString() {
    return path;
  }
}

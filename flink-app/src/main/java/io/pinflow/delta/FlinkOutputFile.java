package io.pinflow.delta;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/**
 * A file of Flink's file systems, for Parquet to write. An object store takes it when its stream is
 * closed, which is mostly waiting; so Parquet's closing leaves it open for {@link #publish}.
 */
final class FlinkOutputFile implements OutputFile {

  /** Page headers are written byte by byte. */
  private static final int BUFFER_BYTES = 64 << 10;

  private final Path path;
  private OutputStream stream;
  private long written;

  FlinkOutputFile(Path path) {
    this.path = path;
  }

  /** Bytes given so far; the size of the file once it is closed. */
  long written() {
    return written;
  }

  /** Names are unique, so overwriting saves object stores the look whether the file exists. */
  @Override
  public PositionOutputStream create(long blockSizeHint) throws IOException {
    FSDataOutputStream file = path.getFileSystem().create(path, FileSystem.WriteMode.OVERWRITE);
    stream = new BufferedOutputStream(file, BUFFER_BYTES);
    return new Counting();
  }

  /** Shows the file, once it is written. */
  void publish() throws IOException {
    stream.close();
  }

  @Override
  public PositionOutputStream createOrOverwrite(long blockSizeHint) throws IOException {
    return create(blockSizeHint);
  }

  @Override
  public boolean supportsBlockSize() {
    return false;
  }

  @Override
  public long defaultBlockSize() {
    return 0;
  }

  @Override
  public String getPath() {
    return path.toString();
  }

  private final class Counting extends PositionOutputStream {

    @Override
    public long getPos() {
      return written;
    }

    @Override
    public void write(int value) throws IOException {
      stream.write(value);
      written++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      stream.write(bytes, offset, length);
      written += length;
    }

    @Override
    public void flush() throws IOException {
      stream.flush();
    }

    @Override
    public void close() {}
  }
}

package io.pinflow.delta;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/**
 * A file of Flink's file systems, for Parquet to write. An object store is asked several things
 * when a file is opened and takes it when its stream is closed, which is mostly waiting. So a file
 * is opened once it is larger than most are, and Parquet's closing leaves the rest to {@link
 * #publish}, which any thread may call.
 */
final class FlinkOutputFile implements OutputFile {

  /** Page headers are written byte by byte. */
  private static final int BUFFER_BYTES = 64 << 10;

  /** What of a file is kept on the heap before it is opened. */
  private static final int HEAD_BYTES = 1 << 20;

  private final Path path;
  private ByteArrayOutputStream head = new ByteArrayOutputStream();
  private OutputStream stream;
  private long written;

  FlinkOutputFile(Path path) {
    this.path = path;
  }

  /** Bytes given so far; the size of the file once it is closed. */
  long written() {
    return written;
  }

  @Override
  public PositionOutputStream create(long blockSizeHint) {
    return new Counting();
  }

  private OutputStream target(int more) throws IOException {
    if (stream == null && head.size() + more <= HEAD_BYTES) {
      return head;
    }
    return opened();
  }

  /** Names are unique, so overwriting saves object stores the look whether the file exists. */
  private OutputStream opened() throws IOException {
    if (stream == null) {
      FSDataOutputStream file = path.getFileSystem().create(path, FileSystem.WriteMode.OVERWRITE);
      stream = new BufferedOutputStream(file, BUFFER_BYTES);
      head.writeTo(stream);
      head = null;
    }
    return stream;
  }

  /** Shows the file, once it is written. */
  void publish() throws IOException {
    opened().close();
  }

  /**
   * Lets go of a file that is not wanted.
   *
   * @return whether there is one that has to be deleted
   */
  boolean discard() throws IOException {
    if (stream != null) {
      stream.close();
    }
    return stream != null;
  }

  @Override
  public PositionOutputStream createOrOverwrite(long blockSizeHint) {
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
      target(1).write(value);
      written++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      target(length).write(bytes, offset, length);
      written += length;
    }

    @Override
    public void close() {}
  }
}

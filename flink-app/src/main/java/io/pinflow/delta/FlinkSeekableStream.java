package io.pinflow.delta;

import io.delta.kernel.defaults.engine.fileio.SeekableInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import org.apache.flink.core.fs.FSDataInputStream;

/** A file of Flink's file systems, for Delta Kernel to read. */
final class FlinkSeekableStream extends SeekableInputStream {

  private final FSDataInputStream stream;

  FlinkSeekableStream(FSDataInputStream stream) {
    this.stream = stream;
  }

  @Override
  public long getPos() throws IOException {
    return stream.getPos();
  }

  @Override
  public void seek(long position) throws IOException {
    stream.seek(position);
  }

  @Override
  public void readFully(byte[] bytes, int offset, int length) throws IOException {
    new DataInputStream(stream).readFully(bytes, offset, length);
  }

  @Override
  public int read() throws IOException {
    return stream.read();
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    return stream.read(bytes, offset, length);
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}

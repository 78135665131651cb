package io.pinflow.delta;

import io.delta.kernel.defaults.engine.fileio.SeekableInputStream;
import java.io.EOFException;
import java.io.IOException;

/** A small file that was fetched whole, for Delta Kernel to read. */
final class BytesSeekableStream extends SeekableInputStream {

  private final byte[] content;
  private int position;

  BytesSeekableStream(byte[] content) {
    this.content = content;
  }

  @Override
  public long getPos() {
    return position;
  }

  @Override
  public void seek(long newPosition) throws IOException {
    if (newPosition < 0 || newPosition > content.length) {
      throw new EOFException("No position " + newPosition + " in " + content.length + " bytes");
    }
    position = (int) newPosition;
  }

  @Override
  public void readFully(byte[] bytes, int offset, int length) throws IOException {
    if (readNBytes(bytes, offset, length) < length) {
      throw new EOFException("The file ends before " + length + " bytes are read");
    }
  }

  @Override
  public int read() {
    return position < content.length ? content[position++] & 0xff : -1;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) {
    if (length > 0 && position == content.length) {
      return -1;
    }
    int count = Math.min(length, content.length - position);
    System.arraycopy(content, position, bytes, offset, count);
    position += count;
    return count;
  }
}

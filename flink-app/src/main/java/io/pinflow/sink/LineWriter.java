package io.pinflow.sink;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.util.function.SerializableFunction;

/**
 * Writes one line an element; line breaks inside become blanks, all else is kept byte for byte.
 *
 * <p>No payload needs a raw line break: JSON escapes those in strings and allows a blank for those
 * between tokens.
 */
final class LineWriter<T> implements BulkWriter<T> {

  private static final int BUFFER_BYTES = 64 * 1024;

  private final SerializableFunction<T, byte[]> bytes;
  private final OutputStream out;

  private LineWriter(SerializableFunction<T, byte[]> bytes, OutputStream out) {
    this.bytes = bytes;
    this.out = out;
  }

  /** Plain files. */
  static <T> BulkWriter.Factory<T> plain(SerializableFunction<T, byte[]> bytes) {
    return file -> new LineWriter<>(bytes, new BufferedOutputStream(new Open(file), BUFFER_BYTES));
  }

  /** Files compressed with zstd at its default level. */
  static <T> BulkWriter.Factory<T> zstd(SerializableFunction<T, byte[]> bytes) {
    return file ->
        new LineWriter<>(
            bytes, new BufferedOutputStream(new ZstdOutputStream(new Open(file)), BUFFER_BYTES));
  }

  @Override
  public void addElement(T element) throws IOException {
    byte[] line = bytes.apply(element);
    int start = 0;
    for (int i = 0; i < line.length; i++) {
      if (line[i] == '\n' || line[i] == '\r') {
        out.write(line, start, i - start);
        out.write(' ');
        start = i + 1;
      }
    }
    out.write(line, start, line.length - start);
    out.write('\n');
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void finish() throws IOException {
    out.close();
  }

  /** The file's stream, which stays open when a writer is finished: Flink closes it itself. */
  private static final class Open extends OutputStream {
    private final FSDataOutputStream file;

    Open(FSDataOutputStream file) {
      this.file = file;
    }

    @Override
    public void write(int value) throws IOException {
      file.write(value);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
      file.write(source, offset, length);
    }

    @Override
    public void flush() throws IOException {
      file.flush();
    }
  }
}

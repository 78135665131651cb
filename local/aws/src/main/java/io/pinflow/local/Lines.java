package io.pinflow.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Lines as bytes, for not every record is text; ends at LF, a CR before it belongs to the end. */
final class Lines {

  private final InputStream in;

  Lines(InputStream in) {
    this.in = in;
  }

  /** The next line without its end, null after the last. */
  byte[] next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
    int next = in.read();
    if (next < 0) {
      return null;
    }
    for (; next >= 0 && next != '\n'; next = in.read()) {
      line.write(next);
    }
    byte[] bytes = line.toByteArray();
    boolean carriage = bytes.length > 0 && bytes[bytes.length - 1] == '\r';
    return carriage ? Arrays.copyOf(bytes, bytes.length - 1) : bytes;
  }
}

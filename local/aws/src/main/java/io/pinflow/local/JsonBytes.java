package io.pinflow.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;

/** A growing buffer that JSON is written into as UTF-8 without a tree or a string in between. */
final class JsonBytes {

  private static final byte[] HEX = "0123456789abcdef".getBytes(ISO_8859_1);

  private byte[] bytes = new byte[2048];
  private int size;

  byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  JsonBytes clear() {
    size = 0;
    return this;
  }

  /** Text that needs no escaping, ASCII only. */
  JsonBytes raw(String ascii) {
    for (int i = 0; i < ascii.length(); i++) {
      put((byte) ascii.charAt(i));
    }
    return this;
  }

  JsonBytes number(long value) {
    return raw(Long.toString(value));
  }

  /** A quoted string; characters beyond ASCII become escapes or UTF-8. */
  JsonBytes string(String text, boolean escaped) {
    put((byte) '"');
    for (int i = 0; i < text.length(); i++) {
      char next = text.charAt(i);
      if (next == '"' || next == '\\') {
        put((byte) '\\').put((byte) next);
      } else if (next < 0x20 || next > 0x7e && escaped) {
        escape(next);
      } else if (next < 0x80) {
        put((byte) next);
      } else {
        int point = text.codePointAt(i);
        i += Character.charCount(point) - 1;
        utf8(point);
      }
    }
    return put((byte) '"');
  }

  private void escape(char next) {
    put((byte) '\\').put((byte) 'u');
    for (int shift = 12; shift >= 0; shift -= 4) {
      put(HEX[next >> shift & 0xf]);
    }
  }

  private void utf8(int point) {
    if (point < 0x800) {
      put((byte) (0xc0 | point >> 6));
    } else {
      if (point < 0x10000) {
        put((byte) (0xe0 | point >> 12));
      } else {
        put((byte) (0xf0 | point >> 18)).put((byte) (0x80 | point >> 12 & 0x3f));
      }
      put((byte) (0x80 | point >> 6 & 0x3f));
    }
    put((byte) (0x80 | point & 0x3f));
  }

  JsonBytes put(byte next) {
    if (size == bytes.length) {
      bytes = Arrays.copyOf(bytes, size * 2);
    }
    bytes[size++] = next;
    return this;
  }

  /** The payload as a JSON string: what clients make who dump their JSON twice. */
  static byte[] quoted(byte[] json) {
    JsonBytes quoted = new JsonBytes().put((byte) '"');
    for (byte next : json) {
      if (next == '"' || next == '\\') {
        quoted.put((byte) '\\');
      }
      quoted.put(next);
    }
    return quoted.put((byte) '"').toBytes();
  }
}

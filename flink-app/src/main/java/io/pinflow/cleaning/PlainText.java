package io.pinflow.cleaning;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds the end of text that stands in a JSON string as it is, eight bytes at a time. */
final class PlainText {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long EACH = 0x0101010101010101L;
  private static final long TOPS = EACH << 7;

  private PlainText() {}

  /**
   * The index of the first byte from {@code from} on that is a quote, a backslash, below U+0020 or
   * not ASCII; {@code end} if there is none.
   */
  static int end(byte[] bytes, int from, int end) {
    int i = from;
    for (; i <= end - Long.BYTES; i += Long.BYTES) {
      long special = special((long) LONGS.get(bytes, i));
      if (special != 0) {
        return i + (Long.numberOfTrailingZeros(special) >>> 3);
      }
    }
    while (i < end && bytes[i] >= ' ' && bytes[i] != '"' && bytes[i] != '\\') {
      i++;
    }
    return i;
  }

  /**
   * The top bits of the bytes that end plain text. A borrow can only mark a byte above one that is
   * rightly marked, so the lowest mark is exact.
   */
  private static long special(long word) {
    long quote = word ^ EACH * '"';
    long backslash = word ^ EACH * '\\';
    long found = (quote - EACH) & ~quote | (backslash - EACH) & ~backslash | word;
    return (found | word - EACH * ' ') & TOPS;
  }
}

package io.pinflow.cleaning;

/** UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing beyond U+10FFFF. */
final class Utf8 {

  private static final int REPLACEMENT = 0xFFFD;

  private Utf8() {}

  /** The length of the valid sequence of two to four bytes at {@code at}, or 0 if there is none. */
  static int sequence(byte[] bytes, int at, int end) {
    int lead = bytes[at] & 0xFF;
    if (lead < 0xC2 || lead > 0xF4) {
      return 0;
    }
    int length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (length > end - at || !second(lead, bytes[at + 1] & 0xFF)) {
      return 0;
    }
    for (int i = at + 2; i < at + length; i++) {
      if ((bytes[i] & 0xC0) != 0x80) {
        return 0;
      }
    }
    return length;
  }

  /** The second byte is where overlong forms, surrogates and too large code points show. */
  private static boolean second(int lead, int second) {
    int lowest = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    int highest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    return second >= lowest && second <= highest;
  }

  /** Writes a code point, a surrogate as U+FFFD; returns the index behind it. */
  static int write(int codePoint, byte[] to, int at) {
    int c = codePoint >= 0xD800 && codePoint <= 0xDFFF ? REPLACEMENT : codePoint;
    int i = at;
    if (c < 0x80) {
      to[i++] = (byte) c;
      return i;
    }
    if (c < 0x800) {
      to[i++] = (byte) (0xC0 | c >> 6);
    } else {
      if (c < 0x10000) {
        to[i++] = (byte) (0xE0 | c >> 12);
      } else {
        to[i++] = (byte) (0xF0 | c >> 18);
        to[i++] = (byte) (0x80 | c >> 12 & 0x3F);
      }
      to[i++] = (byte) (0x80 | c >> 6 & 0x3F);
    }
    to[i++] = (byte) (0x80 | c & 0x3F);
    return i;
  }
}

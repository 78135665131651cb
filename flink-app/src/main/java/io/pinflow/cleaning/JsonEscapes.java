package io.pinflow.cleaning;

/** Resolves the escapes of a JSON string that {@link JsonTokens} has checked. */
final class JsonEscapes {

  private static final int UNICODE_LENGTH = 6;

  private JsonEscapes() {}

  /**
   * Writes the text between two quotes as UTF-8, an unpaired surrogate as U+FFFD; returns the index
   * behind it. The text never grows: the longest result, three bytes, stands for six.
   */
  static int resolve(byte[] from, int start, int end, byte[] to, int at) {
    int out = at;
    int i = start;
    while (i < end) {
      if (from[i] != '\\') {
        to[out++] = from[i++];
      } else if (from[i + 1] != 'u') {
        to[out++] = simple(from[i + 1]);
        i += 2;
      } else {
        int codePoint = codePoint(from, i, end);
        out = Utf8.write(codePoint, to, out);
        i += Character.charCount(codePoint) * UNICODE_LENGTH;
      }
    }
    return out;
  }

  private static byte simple(byte kind) {
    switch (kind) {
      case 'b':
        return '\b';
      case 'f':
        return '\f';
      case 'n':
        return '\n';
      case 'r':
        return '\r';
      case 't':
        return '\t';
      default:
        return kind;
    }
  }

  /** A pair of surrogate escapes as one code point; a single one as it is. */
  private static int codePoint(byte[] from, int escape, int end) {
    char unit = unit(from, escape);
    int next = escape + UNICODE_LENGTH;
    if (Character.isHighSurrogate(unit)
        && next + UNICODE_LENGTH <= end
        && from[next] == '\\'
        && from[next + 1] == 'u') {
      char low = unit(from, next);
      return Character.isLowSurrogate(low) ? Character.toCodePoint(unit, low) : unit;
    }
    return unit;
  }

  private static char unit(byte[] from, int escape) {
    int unit = 0;
    for (int i = escape + 2; i < escape + UNICODE_LENGTH; i++) {
      unit = unit << 4 | Character.digit(from[i], 16);
    }
    return (char) unit;
  }
}

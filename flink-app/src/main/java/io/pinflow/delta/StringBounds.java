package io.pinflow.delta;

/** Cuts long strings to bounds that still hold, in the order of UTF-8 bytes. */
final class StringBounds {

  /** As many characters as Spark and Databricks keep. */
  static final int MAX_CHARS = 32;

  private StringBounds() {}

  /** A prefix, which is never greater than the whole. */
  static String lower(String value) {
    return value.length() <= MAX_CHARS ? value : value.substring(0, cut(value));
  }

  /** The least string of that length that is above all with the same prefix; null if none is. */
  static String upper(String value) {
    if (value.length() <= MAX_CHARS) {
      return value;
    }
    for (int end = cut(value); end > 0; ) {
      int last = value.codePointBefore(end);
      end -= Character.charCount(last);
      if (last < Character.MAX_CODE_POINT) {
        return new StringBuilder(value.substring(0, end)).appendCodePoint(next(last)).toString();
      }
    }
    return null;
  }

  private static int cut(String value) {
    return Character.isHighSurrogate(value.charAt(MAX_CHARS - 1)) ? MAX_CHARS - 1 : MAX_CHARS;
  }

  /** Surrogates are not characters and have no UTF-8 form. */
  private static int next(int codePoint) {
    int next = codePoint + 1;
    return next == Character.MIN_SURROGATE ? Character.MAX_SURROGATE + 1 : next;
  }
}

package io.pinflow.cleaning;

/** The numbers of RFC 8259: {@code -? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?}. */
final class NumberGrammar {

  private NumberGrammar() {}

  /** Whether the whole range is one number. */
  static boolean matches(byte[] bytes, int from, int to) {
    return end(bytes, from, to) == to;
  }

  /**
   * The index behind the number that starts at {@code from}; or, where a digit is missing, the
   * complement ({@code ~}) of its index.
   */
  static int end(byte[] bytes, int from, int to) {
    int i = at(bytes, from, to) == '-' ? from + 1 : from;
    i = at(bytes, i, to) == '0' ? i + 1 : digits(bytes, i, to);
    if (i >= 0 && at(bytes, i, to) == '.') {
      i = digits(bytes, i + 1, to);
    }
    if (i >= 0 && (at(bytes, i, to) | 0x20) == 'e') {
      int sign = at(bytes, i + 1, to);
      i = digits(bytes, sign == '+' || sign == '-' ? i + 2 : i + 1, to);
    }
    return i;
  }

  /** The index behind one or more digits, or the complement of {@code from} if there is none. */
  static int digits(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to && bytes[i] >= '0' && bytes[i] <= '9') {
      i++;
    }
    return i == from ? ~from : i;
  }

  private static int at(byte[] bytes, int i, int to) {
    return i < to ? bytes[i] : 0;
  }
}

package io.pinflow.cleaning;

import javax.annotation.Nullable;

/**
 * Follower counts as producers print them: {@code 437}, {@code 1.5k}, {@code 2M}, {@code 1,234}, or
 * a number of JSON.
 */
final class FollowerCount {

  private FollowerCount() {}

  /** The count; null if it is negative, not whole, over INT, or anything else. */
  @Nullable
  static Integer parse(Text text) {
    if (text.length() == 0) {
      return null;
    }
    int power = power(text.bytes[text.end - 1]);
    int end = power == 0 ? text.end : text.end - 1;
    if (!isPlain(text, end) && (power > 0 || !isGrouped(text) && !isJson(text))) {
      return null;
    }
    Integer count = new Decimal(text.bytes, text.start, end).toInt(power);
    return count == null || count < 0 ? null : count;
  }

  private static int power(byte suffix) {
    switch (suffix | 0x20) {
      case 'k':
        return 3;
      case 'm':
        return 6;
      case 'b':
        return 9;
      default:
        return 0;
    }
  }

  /** Digits, leading zeros among them, and a fraction perhaps. */
  private static boolean isPlain(Text text, int end) {
    int i = NumberGrammar.digits(text.bytes, text.start, end);
    if (i > 0 && i < end && text.bytes[i] == '.') {
      i = NumberGrammar.digits(text.bytes, i + 1, end);
    }
    return i == end;
  }

  /** One to three digits, then groups of a comma and three, at least one. */
  private static boolean isGrouped(Text text) {
    int i = NumberGrammar.digits(text.bytes, text.start, text.end);
    boolean valid = i > 0 && i < text.end && i - text.start <= 3;
    while (valid && i < text.end) {
      valid = text.bytes[i] == ',' && NumberGrammar.digits(text.bytes, i + 1, text.end) == i + 4;
      i += 4;
    }
    return valid;
  }

  private static boolean isJson(Text text) {
    return NumberGrammar.matches(text.bytes, text.start, text.end);
  }
}

package io.pinflow.databricks.oracle;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A decimal number of any length and exponent, held as {@code digits × 10^exponent} without zeros
 * at either end of the digits; zero has none.
 */
record Exact(boolean negative, String digits, long exponent) {

  private static final Pattern JSON =
      Pattern.compile(
          "(?<sign>-?)(?<whole>0|[1-9][0-9]*)(?:\\.(?<part>[0-9]+))?"
              + "(?:[eE](?<exponent>[+-]?[0-9]+))?");

  /** Beyond this an exponent only has a sign: no INT is near. */
  private static final int LONGEST_EXPONENT = 12;

  private static final int LONGEST_INT = 10;

  /** The number by JSON's grammar; null for anything else. */
  static Exact json(String text) {
    Matcher number = JSON.matcher(text);
    return number.matches()
        ? of(
            !number.group("sign").isEmpty(),
            number.group("whole"),
            number.group("part"),
            exponent(number.group("exponent")))
        : null;
  }

  /**
   * @param part the digits behind the point, null for none
   */
  static Exact of(boolean negative, String whole, String part, long exponent) {
    String all = part == null ? whole : whole + part;
    int start = 0;
    int end = all.length();
    while (start < end && all.charAt(start) == '0') {
      start++;
    }
    while (start < end && all.charAt(end - 1) == '0') {
      end--;
    }
    long lowest = exponent - (part == null ? 0 : part.length());
    return new Exact(negative, all.substring(start, end), lowest + all.length() - end);
  }

  /** The number, if it is whole and an INT; else null. */
  Integer toInt() {
    if (digits.isEmpty()) {
      return 0;
    }
    if (exponent < 0 || digits.length() + exponent > LONGEST_INT) {
      return null;
    }
    long value = Long.parseLong(digits + "0".repeat((int) exponent));
    long signed = negative ? -value : value;
    return signed == (int) signed ? (int) signed : null;
  }

  private static long exponent(String text) {
    if (text == null) {
      return 0;
    }
    String digits = text.replaceFirst("^[+-]?0*", "");
    long size =
        digits.length() > LONGEST_EXPONENT ? Long.MAX_VALUE / 4 : Long.parseLong("0" + digits);
    return text.startsWith("-") ? -size : size;
  }
}

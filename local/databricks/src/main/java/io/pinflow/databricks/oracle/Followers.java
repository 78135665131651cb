package io.pinflow.databricks.oracle;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Counts of followers as producers write them: {@code 437}, {@code 124k}, {@code 1.5M}, {@code
 * 1,234}.
 */
final class Followers {

  private static final Pattern SHORT =
      Pattern.compile("(?<whole>[0-9]+)(?:\\.(?<part>[0-9]+))?(?<suffix>[kKmMbB]?)");
  private static final Pattern GROUPED = Pattern.compile("[0-9]{1,3}(?:,[0-9]{3})+");
  private static final String SUFFIXES = "kmb";

  private Followers() {}

  /** The count, or null where there is none, or not one INT can hold. */
  static Integer count(String text) {
    if (text == null) {
      return null;
    }
    Exact number = number(text.trim());
    Integer count = number == null ? null : number.toInt();
    return count == null || count < 0 ? null : count;
  }

  private static Exact number(String text) {
    if (GROUPED.matcher(text).matches()) {
      return Exact.of(false, text.replace(",", ""), null, 0);
    }
    Matcher number = SHORT.matcher(text);
    return number.matches()
        ? Exact.of(
            false, number.group("whole"), number.group("part"), exponent(number.group("suffix")))
        : Exact.json(text);
  }

  private static int exponent(String suffix) {
    return suffix.isEmpty()
        ? 0
        : 3 * (1 + SUFFIXES.indexOf(suffix.toLowerCase(java.util.Locale.ROOT)));
  }
}

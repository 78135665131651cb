package io.pinflow.cleaning;

import javax.annotation.Nullable;

/** Numbers in text, by JSON's grammar: ASCII digits, no hexadecimal, no suffix, no NaN. */
final class Numbers {

  private Numbers() {}

  /** The whole number of this text, such as 7528, 7528.0 or 7.528e3; null if it is not an INT. */
  @Nullable
  static Integer toInt(Text text) {
    return isNumber(text) ? new Decimal(text.bytes, text.start, text.end).toInt(0) : null;
  }

  /** The nearest double, infinite beyond all doubles; null if the text is not a number. */
  @Nullable
  static Double toDouble(Text text) {
    return isNumber(text)
        ? (Double) new Decimal(text.bytes, text.start, text.end).toDouble()
        : null;
  }

  private static boolean isNumber(Text text) {
    return NumberGrammar.matches(text.bytes, text.start, text.end);
  }
}

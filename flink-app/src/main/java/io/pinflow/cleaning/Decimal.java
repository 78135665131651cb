package io.pinflow.cleaning;

import java.nio.charset.StandardCharsets;
import javax.annotation.Nullable;

/**
 * A decimal number read from text whose grammar was checked before; exact, and linear in its length
 * whatever its exponent says.
 *
 * <p>It is ±{@code digits} × 10<sup>{@code exponent}</sup>, with no zero at either end of the
 * digits, so a negative exponent always means a fraction.
 */
final class Decimal {

  /** As many digits as always fit a long. */
  private static final int MAX_DIGITS = 18;

  /** Beyond every length a number may have, so that a capped exponent is out of any range. */
  private static final long MAX_EXPONENT = 1L << 40;

  private static final int INT_DIGITS = 10;

  /** Up to here both factors are exact doubles, so one division or product rounds correctly. */
  private static final int EXACT_DIGITS = 15;

  private static final double[] EXACT_POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  private final byte[] bytes;
  private final int from;
  private final int to;

  private boolean negative;
  private long digits;
  private int count;
  private long exponent;

  /** Reads {@code [-]digits[.digits][(e|E)[+|-]digits]}; commas between digits are passed over. */
  Decimal(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.from = from;
    this.to = to;
    read();
  }

  private void read() {
    int zeros = 0;
    boolean fraction = false;
    for (int i = from; i < to; i++) {
      int digit = bytes[i] - '0';
      if (digit >= 0 && digit <= 9) {
        exponent -= fraction ? 1 : 0;
        if (digit > 0) {
          append(digit, zeros);
          zeros = 0;
        } else if (count > 0) {
          zeros++;
        }
      } else if (bytes[i] == '-') {
        negative = true;
      } else if (bytes[i] == '.') {
        fraction = true;
      } else if ((bytes[i] | 0x20) == 'e') {
        exponent += exponent(i + 1);
        break;
      }
    }
    exponent += zeros;
  }

  private void append(int digit, int zerosBefore) {
    count += zerosBefore + 1;
    if (count <= MAX_DIGITS) {
      for (int i = 0; i <= zerosBefore; i++) {
        digits *= 10;
      }
      digits += digit;
    }
  }

  private long exponent(int start) {
    boolean minus = bytes[start] == '-';
    long value = 0;
    for (int i = minus || bytes[start] == '+' ? start + 1 : start; i < to; i++) {
      value = Math.min(MAX_EXPONENT, value * 10 + bytes[i] - '0');
    }
    return minus ? -value : value;
  }

  /** This × 10<sup>{@code power}</sup>, or null if that is not whole or does not fit INT. */
  @Nullable
  Integer toInt(int power) {
    if (count == 0) {
      return 0;
    }
    long zeros = exponent + power;
    if (zeros < 0 || count + zeros > INT_DIGITS) {
      return null;
    }
    long value = negative ? -digits : digits;
    for (long i = 0; i < zeros; i++) {
      value *= 10;
    }
    return value == (int) value ? (Integer) (int) value : null;
  }

  /** The nearest double. */
  double toDouble() {
    if (count > EXACT_DIGITS || Math.abs(exponent) >= EXACT_POWERS.length) {
      return Double.parseDouble(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
    }
    double value = count == 0 ? 0 : scale((double) digits);
    return negative ? -value : value;
  }

  private double scale(double value) {
    return exponent < 0
        ? value / EXACT_POWERS[(int) -exponent]
        : value * EXACT_POWERS[(int) exponent];
  }
}

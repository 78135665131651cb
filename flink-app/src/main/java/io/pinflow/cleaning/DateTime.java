package io.pinflow.cleaning;

import java.time.LocalDate;
import java.time.Month;
import java.time.chrono.IsoChronology;

/**
 * Date-times of producers, strictly: {@code 2020-08-28T03:52:47}, {@code 2020-08-28 03:52:47} or
 * {@code 08/28/2020, 03:52:47}; then perhaps a fraction of up to nine digits, and perhaps {@code Z}
 * or an offset such as {@code +02:00}, {@code +0200} or {@code +02}.
 *
 * <p>Without an offset they are UTC. Years are 0001 to 9999 in UTC too, what Delta's readers take;
 * there is no hour 24 and no leap second.
 */
final class DateTime {

  /** What {@link #parse} gives for text that is no date-time. */
  static final long NONE = Long.MIN_VALUE;

  private static final long FIRST = LocalDate.of(1, 1, 1).toEpochDay() * 86_400_000;
  private static final long BEYOND = LocalDate.of(10_000, 1, 1).toEpochDay() * 86_400_000;
  private static final int MAX_FRACTION_DIGITS = 9;

  /** The largest offset that any zone has had, and that java.time takes. */
  private static final int MAX_OFFSET_MINUTES = 18 * 60;

  private final Text text;
  private int at;

  /** Whether something has not been as it must; all else is then of no account. */
  private boolean failed;

  private DateTime(Text text) {
    this.text = text;
    this.at = text.start;
  }

  /** Milliseconds since the epoch, a finer fraction cut off; or {@link #NONE}. */
  static long parse(Text text) {
    DateTime reader = new DateTime(text);
    long millis = reader.date() * 86_400_000 + reader.time() + reader.fraction();
    millis -= reader.offsetMinutes() * 60_000L;
    boolean whole = !reader.failed && reader.at == text.end;
    return whole && millis >= FIRST && millis < BEYOND ? millis : NONE;
  }

  private long date() {
    int first = digits(2);
    return peek() == '/' ? slashedDate(first) : isoDate(first);
  }

  private long slashedDate(int month) {
    expect('/');
    int day = digits(2);
    expect('/');
    int year = digits(4);
    expect(',');
    expect(' ');
    return epochDay(year, month, day);
  }

  private long isoDate(int century) {
    int year = century * 100 + digits(2);
    expect('-');
    int month = digits(2);
    expect('-');
    int day = digits(2);
    expect(peek() == 'T' ? 'T' : ' ');
    return epochDay(year, month, day);
  }

  private long epochDay(int year, int month, int day) {
    boolean leap = IsoChronology.INSTANCE.isLeapYear(year);
    if (failed || month < 1 || month > 12 || day < 1 || day > Month.of(month).length(leap)) {
      failed = true;
      return 0;
    }
    return LocalDate.of(year, month, day).toEpochDay();
  }

  private long time() {
    int hour = digits(2);
    expect(':');
    int minute = digits(2);
    expect(':');
    int second = digits(2);
    failed |= hour > 23 || minute > 59 || second > 59;
    return (hour * 3600L + minute * 60 + second) * 1000;
  }

  private long fraction() {
    if (peek() != '.') {
      return 0;
    }
    at++;
    int end = NumberGrammar.digits(text.bytes, at, text.end);
    failed |= end < 0 || end - at > MAX_FRACTION_DIGITS;
    int millis = 0;
    for (int i = 0; i < 3; i++) {
      millis = millis * 10 + (at + i < end ? text.bytes[at + i] - '0' : 0);
    }
    at = end;
    return millis;
  }

  private int offsetMinutes() {
    int sign = peek();
    if (sign == 'Z') {
      at++;
    }
    if (sign != '+' && sign != '-') {
      return 0;
    }
    at++;
    int hours = digits(2);
    int minutes = 0;
    if (at < text.end) {
      at += peek() == ':' ? 1 : 0;
      minutes = digits(2);
    }
    int offset = hours * 60 + minutes;
    failed |= minutes > 59 || offset > MAX_OFFSET_MINUTES;
    return sign == '-' ? -offset : offset;
  }

  private int digits(int count) {
    int value = 0;
    for (int i = 0; i < count; i++) {
      int digit = peek() - '0';
      failed |= digit < 0 || digit > 9;
      value = value * 10 + digit;
      at++;
    }
    return value;
  }

  private void expect(char wanted) {
    failed |= peek() != wanted;
    at++;
  }

  private int peek() {
    return at >= 0 && at < text.end ? text.bytes[at] : 0;
  }
}

package io.pinflow.local;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * How one producer writes the same facts down. The same post sent over both channels is written by
 * two producers.
 *
 * @param dates {@code T} or blank between date and time, about half each, and a few US dates
 * @param escaped non-ASCII text as escapes instead of UTF-8
 * @param spaced a blank after colons and commas
 * @param pinKey {@code index} or {@code ind}; the other kinds have their own
 * @param quotedDegrees latitude and longitude as strings
 */
record Style(
    Dates dates,
    boolean escaped,
    boolean spaced,
    String pinKey,
    String otherKey,
    boolean quotedDegrees) {

  private static final long TOPIC = 2;

  /** A way to write date and time. */
  enum Dates {
    ISO,
    BLANK,
    US;

    private static final DateTimeFormatter SLASHES =
        DateTimeFormatter.ofPattern("MM/dd/yyyy, HH:mm:ss");

    String print(long epochSecond) {
      LocalDateTime time = LocalDateTime.ofEpochSecond(epochSecond, 0, ZoneOffset.UTC);
      if (this == US) {
        return SLASHES.format(time);
      }
      StringBuilder text = new StringBuilder(19);
      two(text, time.getYear() / 100);
      two(text, time.getYear() % 100).append('-');
      two(text, time.getMonthValue()).append('-');
      two(text, time.getDayOfMonth()).append(this == ISO ? 'T' : ' ');
      two(text, time.getHour()).append(':');
      two(text, time.getMinute()).append(':');
      return two(text, time.getSecond()).toString();
    }

    private static StringBuilder two(StringBuilder text, int number) {
      return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }
  }

  static Style of(long seed, long post, Channel channel) {
    Draw draw = new Draw(seed, TOPIC + channel.ordinal() * 100L, post);
    double dates = draw.uniform();
    return new Style(
        dates < 0.48 ? Dates.ISO : dates < 0.96 ? Dates.BLANK : Dates.US,
        draw.chance(0.5),
        draw.chance(0.5),
        draw.chance(0.9) ? "index" : "ind",
        draw.chance(0.9) ? "ind" : "index",
        draw.chance(0.05));
  }
}

package io.pinflow.databricks.oracle;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tumbling windows that the job is configured with. */
public record Windows(Duration size, Duration offset) {

  /** What holds unless the job is configured otherwise: full hours. */
  public static final Windows DEFAULT = new Windows(Duration.ofHours(1), Duration.ZERO);

  private static final Pattern NUMBER_AND_UNIT = Pattern.compile("([0-9]+) ?(ms|s|min|h|d)");
  private static final Map<String, Duration> UNITS =
      Map.of(
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "min", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));

  /**
   * @param size as in the job's configuration, {@code 10 s} or {@code PT10S}; null for the default
   * @param offset the same
   */
  public static Windows of(String size, String offset) {
    return new Windows(
        size == null ? DEFAULT.size : duration(size),
        offset == null ? DEFAULT.offset : duration(offset));
  }

  private static Duration duration(String text) {
    Matcher parts = NUMBER_AND_UNIT.matcher(text);
    return parts.matches()
        ? UNITS.get(parts.group(2)).multipliedBy(Long.parseLong(parts.group(1)))
        : Duration.parse(text);
  }

  /** The window of a time, as Spark's SQL has it. */
  String of(String time) {
    return "window(%s, '%2$d milliseconds', '%2$d milliseconds', '%3$d milliseconds')"
        .formatted(time, size.toMillis(), offset.toMillis());
  }
}

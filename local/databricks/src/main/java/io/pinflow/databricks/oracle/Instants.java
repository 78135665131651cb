package io.pinflow.databricks.oracle;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Points in time as producers write them; without a zone they are UTC. */
final class Instants {

  private static final String TIME =
      "(?<hour>\\d{2}):(?<minute>\\d{2}):(?<second>\\d{2})(?:\\.(?<part>\\d{1,9}))?"
          + "(?:Z|(?<sign>[+-])(?<hours>\\d{2})(?::?(?<minutes>\\d{2}))?)?";
  private static final List<Pattern> FORMS =
      List.of(
          Pattern.compile("(?<year>\\d{4})-(?<month>\\d{2})-(?<day>\\d{2})[T ]" + TIME),
          Pattern.compile("(?<month>\\d{2})/(?<day>\\d{2})/(?<year>\\d{4}), " + TIME));

  /** Years that every reader of Delta tables takes: 1 to 9999. */
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant BEYOND = Instant.parse("+10000-01-01T00:00:00Z");

  private Instants() {}

  /** The instant, cut to milliseconds, or null where the text names none. */
  static Instant parse(String text) {
    if (text == null) {
      return null;
    }
    return FORMS.stream()
        .map(form -> form.matcher(text.trim()))
        .filter(Matcher::matches)
        .findFirst()
        .map(Instants::instant)
        .orElse(null);
  }

  private static Instant instant(Matcher form) {
    try {
      Instant instant =
          LocalDateTime.of(
                  number(form, "year"),
                  number(form, "month"),
                  number(form, "day"),
                  number(form, "hour"),
                  number(form, "minute"),
                  number(form, "second"))
              .toInstant(offset(form))
              .plusMillis(millis(form.group("part")));
      return instant.isBefore(FIRST) || !instant.isBefore(BEYOND) ? null : instant;
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static ZoneOffset offset(Matcher form) {
    if (form.group("sign") == null) {
      return ZoneOffset.UTC;
    }
    int sign = form.group("sign").equals("-") ? -1 : 1;
    int minutes = form.group("minutes") == null ? 0 : number(form, "minutes");
    return ZoneOffset.ofHoursMinutes(sign * number(form, "hours"), sign * minutes);
  }

  private static int millis(String part) {
    return part == null ? 0 : Integer.parseInt((part + "00").substring(0, 3));
  }

  private static int number(Matcher form, String group) {
    return Integer.parseInt(form.group(group));
  }
}

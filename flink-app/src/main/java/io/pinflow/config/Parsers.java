package io.pinflow.config;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.flink.util.TimeUtils;

/** How the texts of options become values; every failure says what would have been right. */
final class Parsers {

  private static final List<String> PATH_SCHEMES = List.of("file", "s3", "s3a");

  private Parsers() {}

  static String text(String text) {
    if (text.trim().isEmpty()) {
      throw new IllegalArgumentException("give a text that is not blank");
    }
    return text.trim();
  }

  /** Letters, digits, underscore and hyphen, possibly none: it becomes part of folder names. */
  static String tablePrefix(String text) {
    if (!text.matches("[A-Za-z0-9_-]*")) {
      throw new IllegalArgumentException("use letters, digits, '_' and '-' only");
    }
    return text;
  }

  static boolean flag(String text) {
    return choice(List.of("true", "false"), text).equals("true");
  }

  static int positive(String text) {
    try {
      int value = Integer.parseInt(text.trim());
      if (value > 0) {
        return value;
      }
    } catch (NumberFormatException e) {
      // the same remedy as for a number out of range
    }
    throw new IllegalArgumentException("give a whole number from 1 to " + Integer.MAX_VALUE);
  }

  /** A duration such as {@code 10 s}, {@code 36500 d} or ISO {@code PT10S}; not negative. */
  static Duration duration(String text) {
    String trimmed = text.trim();
    try {
      Duration parsed =
          trimmed.toUpperCase(Locale.ROOT).startsWith("P")
              ? Duration.parse(trimmed)
              : TimeUtils.parseDuration(trimmed);
      if (!parsed.isNegative()) {
        parsed.toMillis();
        return parsed;
      }
    } catch (DateTimeParseException | IllegalArgumentException | ArithmeticException e) {
      // the same remedy as for a negative one
    }
    throw new IllegalArgumentException("give a duration such as '10 s', '1 h' or 'PT10S'");
  }

  static Duration positiveDuration(String text) {
    Duration parsed = duration(text);
    if (parsed.toMillis() == 0) {
      throw new IllegalArgumentException("give a duration of at least 1 ms");
    }
    return parsed;
  }

  /** An absolute location on a file system that the job can write. */
  static String path(String text) {
    String trimmed = text(text);
    try {
      URI uri = URI.create(trimmed);
      boolean named = uri.getScheme() != null && PATH_SCHEMES.contains(uri.getScheme());
      if (named && (uri.getScheme().equals("file") || uri.getHost() != null || bucket(uri))) {
        return trimmed.replaceAll("/+$", "");
      }
    } catch (IllegalArgumentException e) {
      // the same remedy as for another scheme
    }
    throw new IllegalArgumentException(
        "give a location such as 's3://bucket/folder' or 'file:///folder'");
  }

  /** Bucket names with an underscore are an authority, but not a host, to java.net.URI. */
  private static boolean bucket(URI uri) {
    return uri.getAuthority() != null;
  }

  static Parser<String> oneOf(String... choices) {
    return text -> choice(Arrays.asList(choices), text);
  }

  /** One of the named positions, or an ISO instant. */
  static Parser<StartingPosition> startingPosition(StartingPosition.Name... names) {
    List<String> labels =
        Arrays.stream(names).map(StartingPosition.Name::label).collect(Collectors.toList());
    return text -> {
      String trimmed = text.trim();
      if (labels.contains(trimmed)) {
        return StartingPosition.named(names[labels.indexOf(trimmed)]);
      }
      try {
        return StartingPosition.at(Instant.parse(trimmed));
      } catch (DateTimeParseException e) {
        throw new IllegalArgumentException(
            "give " + String.join(", ", labels) + " or an instant such as 2026-01-31T00:00:00Z");
      }
    };
  }

  private static String choice(List<String> choices, String text) {
    if (!choices.contains(text.trim())) {
      throw new IllegalArgumentException("give one of " + String.join(", ", choices));
    }
    return text.trim();
  }

  /** Shorthand that keeps the generic type readable. */
  interface Parser<T> extends Option.Parser<T> {}
}

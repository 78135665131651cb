package io.pinflow.cleaning;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The texts that mean "no value" in one column; see {@link PlaceholderFile}. */
final class Placeholders {

  /** In lower case, compared in any case. */
  private final byte[][] anyCase;

  private final byte[][] exact;

  private Placeholders(byte[][] anyCase, byte[][] exact) {
    this.anyCase = anyCase;
    this.exact = exact;
  }

  static Placeholders of(String column) {
    PlaceholderFile file = PlaceholderFile.load();
    return new Placeholders(
        file.ofAnyColumn().stream()
            .map(value -> utf8(value.toLowerCase(Locale.ROOT)))
            .toArray(byte[][]::new),
        file.of(column).stream().map(Placeholders::utf8).toArray(byte[][]::new));
  }

  private static byte[] utf8(String value) {
    return value.getBytes(StandardCharsets.UTF_8);
  }

  boolean contain(Text text) {
    for (byte[] value : anyCase) {
      if (value.length == text.length() && text.startsWithIgnoringCase(value)) {
        return true;
      }
    }
    for (byte[] value : exact) {
      if (value.length == text.length() && text.startsWith(value)) {
        return true;
      }
    }
    return false;
  }
}

package io.pinflow.cleaning;

import javax.annotation.Nullable;
import org.apache.flink.table.data.StringData;

/** The rule of every string column: trimmed, and null if a placeholder is left. */
final class TextCleaner {

  private final Placeholders placeholders;

  TextCleaner(String column) {
    placeholders = Placeholders.of(column);
  }

  @Nullable
  Text clean(@Nullable StringData value) {
    if (value == null) {
      return null;
    }
    Text text = Text.trimmed(value);
    return placeholders.contain(text) ? null : text;
  }

  /** The same with this text removed from its beginning, which may leave a placeholder. */
  @Nullable
  Text cleanWithout(byte[] prefix, @Nullable StringData value) {
    Text text = clean(value);
    if (text == null || !text.startsWith(prefix)) {
      return text;
    }
    Text rest = text.from(prefix.length);
    return placeholders.contain(rest) ? null : rest;
  }
}

package io.pinflow.config;

import java.util.Optional;

/**
 * One configuration key: its group, name, meaning and default, and how its text becomes a value.
 *
 * @param <T> type of the value
 */
public final class Option<T> {

  /** Reads the text of a value; throws IllegalArgumentException with what is expected instead. */
  public interface Parser<T> {
    T parse(String text);
  }

  private final String group;
  private final String key;
  private final Parser<T> parser;
  private final String defaultText;
  private final boolean required;
  private final String description;

  private Option(
      String group,
      String key,
      Parser<T> parser,
      String defaultText,
      boolean required,
      String description) {
    this.group = group;
    this.key = key;
    this.parser = parser;
    this.defaultText = defaultText;
    this.required = required;
    this.description = description;
  }

  /** A key that must be given. */
  static <T> Option<T> required(String group, String key, Parser<T> parser, String description) {
    return new Option<>(group, key, parser, null, true, description);
  }

  /** A key that has no value unless given. */
  static <T> Option<T> optional(String group, String key, Parser<T> parser, String description) {
    return new Option<>(group, key, parser, null, false, description);
  }

  /** A key with a default, written as a user would write it. */
  static <T> Option<T> withDefault(
      String group, String key, Parser<T> parser, String defaultText, String description) {
    return new Option<>(group, key, parser, defaultText, false, description);
  }

  public String group() {
    return group;
  }

  public String key() {
    return key;
  }

  public boolean isRequired() {
    return required;
  }

  public Optional<String> defaultText() {
    return Optional.ofNullable(defaultText);
  }

  public String description() {
    return description;
  }

  T parse(String text) {
    return parser.parse(text);
  }
}

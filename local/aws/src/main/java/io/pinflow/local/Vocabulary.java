package io.pinflow.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.stream.Stream;

/** The words posts are made of, read from the resources beside this package. */
final class Vocabulary {

  static final String[] COUNTRIES = lines("countries");

  /** About 15 % of all names, yet the data gives them to half of all posters. */
  static final String[] COUNTRIES_AB =
      Stream.of(COUNTRIES).filter(name -> name.charAt(0) <= 'B').toArray(String[]::new);

  static final String[] FIRST_NAMES = lines("first-names");
  static final String[] LAST_NAMES = lines("last-names");
  static final String[] ADJECTIVES = lines("adjectives");
  static final String[] NOUNS = lines("nouns");
  static final String[] WORDS = lines("words");

  /** Emoji, other alphabets, no-break spaces, ligatures. */
  static final String[] SPICES = lines("spices");

  private Vocabulary() {}

  private static String[] lines(String name) {
    String resource = "/posts/" + name + ".txt";
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(Vocabulary.class.getResourceAsStream(resource), resource),
                UTF_8))) {
      return reader.lines().toArray(String[]::new);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}

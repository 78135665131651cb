package io.pinflow.databricks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A command line of {@code --option value} pairs, {@code --flag}s and the words between them. */
public record Arguments(Map<String, String> options, List<String> words) {

  /** Where local/demo keeps its tables: bucket {@code lake}, keys below {@code tables/}. */
  private static final Path DEMO =
      Path.of(System.getProperty("pinflow.home", "."), ".local", "demo", "s3", "lake", "tables");

  /**
   * @param options names that take a value
   * @param flags names that take none
   * @throws IllegalArgumentException for any other option, or one without its value
   */
  public static Arguments parse(String[] line, Set<String> options, Set<String> flags) {
    Map<String, String> values = new HashMap<>();
    List<String> words = new ArrayList<>();
    Deque<String> rest = new ArrayDeque<>(List.of(line));
    while (!rest.isEmpty()) {
      String word = rest.pop();
      if (flags.contains(word)) {
        values.put(word, "");
      } else if (options.contains(word) && !rest.isEmpty()) {
        values.put(word, rest.pop());
      } else if (word.startsWith("--") && !word.contains(" ")) {
        throw new IllegalArgumentException(
            options.contains(word) ? word + " needs a value" : "unknown option " + word);
      } else {
        words.add(word);
      }
    }
    return new Arguments(values, words);
  }

  public boolean has(String flag) {
    return options.containsKey(flag);
  }

  public String get(String option, String otherwise) {
    return options.getOrDefault(option, otherwise);
  }

  public int number(String option, int otherwise) {
    return Integer.parseInt(get(option, String.valueOf(otherwise)));
  }

  /** The lake of {@code --lake}, by default the demo's; one that is not there is an error. */
  Lake lake() {
    Path path = Path.of(get("--lake", DEMO.toString()));
    if (!Files.isDirectory(path)) {
      throw new IllegalArgumentException(
          "no lake at " + path + ": run local/demo first, or name another with --lake PATH");
    }
    return new Lake(path);
  }
}

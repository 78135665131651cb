package io.pinflow.local;

import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The command line of {@code local/run-job}: pairs of an option and its value. */
final class RunJobArguments {

  static final String USAGE =
      String.join(
          "\n",
          "usage: local/run-job --config FILE [options]",
          "  --parallelism N              slots, and parallelism of the job (2)",
          "  --state rocksdb|heap         state backend (rocksdb)",
          "  --checkpoint-interval 10s    time between checkpoints (10s)",
          "  --checkpoints DIR            where checkpoints and savepoints go (.local/checkpoints)",
          "  --from SAVEPOINT             resume from a savepoint or checkpoint",
          "  --web-port PORT              of the web UI; 0 takes a free one (8081)",
          "  --entry CLASS                another main class than the jar's",
          "  --classes DIR                where it is, if not in the jar");

  private static final Set<String> KNOWN =
      Set.of(
          "config",
          "parallelism",
          "state",
          "checkpoint-interval",
          "checkpoints",
          "from",
          "web-port",
          "entry",
          "classes");

  private final Map<String, String> values = new HashMap<>();

  RunJobArguments(String... args) {
    for (int i = 0; i < args.length; i += 2) {
      String name = args[i].replaceFirst("^--", "");
      if (!args[i].startsWith("--") || !KNOWN.contains(name)) {
        throw wrong("unknown option '" + args[i] + "'; known: " + new TreeSet<>(KNOWN));
      }
      if (i + 1 == args.length) {
        throw wrong("'" + args[i] + "' needs a value");
      }
      values.put(name, args[i + 1]);
    }
    if (!values.containsKey("config")) {
      throw wrong("--config FILE is missing");
    }
  }

  Path config() {
    return Path.of(values.get("config")).toAbsolutePath();
  }

  int parallelism() {
    int parallelism = number("parallelism", 2);
    if (parallelism < 1) {
      throw wrong("--parallelism is '" + parallelism + "'; give at least 1");
    }
    return parallelism;
  }

  String stateBackend() {
    String state = values.getOrDefault("state", "rocksdb");
    if (!Set.of("rocksdb", "heap").contains(state)) {
      throw wrong("--state is '" + state + "'; give rocksdb or heap");
    }
    return state.equals("heap") ? "hashmap" : state;
  }

  String checkpointInterval() {
    return values.getOrDefault("checkpoint-interval", "10s");
  }

  /** A location Flink can write; a plain path is one on this machine. */
  String checkpoints(Path home) {
    String given =
        values.getOrDefault("checkpoints", home.resolve(".local/checkpoints").toString());
    return given.contains(":/") ? given : Path.of(given).toAbsolutePath().toUri().toString();
  }

  Optional<String> savepoint() {
    return Optional.ofNullable(values.get("from"));
  }

  int webPort() {
    return number("web-port", 8081);
  }

  /** Null for the one that the jar names. */
  String entry() {
    return values.get("entry");
  }

  /** Class path besides the jar. */
  List<URL> classes() throws MalformedURLException {
    String folder = values.get("classes");
    return folder == null ? List.of() : List.of(Path.of(folder).toUri().toURL());
  }

  private int number(String name, int fallback) {
    try {
      return Integer.parseInt(values.getOrDefault(name, Integer.toString(fallback)));
    } catch (NumberFormatException e) {
      throw wrong("--" + name + " is '" + values.get(name) + "'; give a whole number");
    }
  }

  private static IllegalArgumentException wrong(String problem) {
    return new IllegalArgumentException(problem + "\n" + USAGE);
  }
}

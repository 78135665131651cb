package io.pinflow.local;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Command-line options. The usage text is their only definition: a line that starts with {@code
 * --name VALUE} takes a value, one with {@code --name} alone is a flag.
 */
final class Arguments {

  private static final Pattern DEFINITION =
      Pattern.compile("^ +--([a-z0-9-]+)( [^ ]+)?(?: {2,}|$)", Pattern.MULTILINE);

  private final Map<String, String> values = new LinkedHashMap<>();
  private final List<String> words = new ArrayList<>();

  private Arguments() {}

  /** Fails, naming all known options, on an unknown one or a missing value. */
  static Arguments parse(String usage, String... args) {
    Set<String> valued = new LinkedHashSet<>();
    Set<String> flags = new LinkedHashSet<>(Set.of("help"));
    Matcher line = DEFINITION.matcher(usage);
    while (line.find()) {
      (line.group(2) == null ? flags : valued).add(line.group(1));
    }
    Arguments parsed = new Arguments();
    for (int i = 0; i < args.length; i++) {
      i = parsed.take(args, i, valued, flags);
    }
    return parsed;
  }

  private int take(String[] args, int i, Set<String> valued, Set<String> flags) {
    if (!args[i].startsWith("--")) {
      words.add(args[i]);
      return i;
    }
    int equals = args[i].indexOf('=');
    String name = args[i].substring(2, equals < 0 ? args[i].length() : equals);
    if (flags.contains(name) && equals < 0) {
      values.put(name, "true");
      return i;
    }
    if (!valued.contains(name)) {
      throw new Failure("Unknown option --" + name + ". Known: " + named(valued) + named(flags));
    }
    if (equals >= 0) {
      values.put(name, args[i].substring(equals + 1));
      return i;
    }
    if (i + 1 == args.length) {
      throw new Failure("--" + name + " needs a value; see --help.");
    }
    values.put(name, args[i + 1]);
    return i + 1;
  }

  private static String named(Set<String> options) {
    StringBuilder names = new StringBuilder();
    options.forEach(option -> names.append("--").append(option).append(' '));
    return names.toString();
  }

  /** The arguments that are no options, in order. */
  List<String> words() {
    return words;
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  /** The option's value, or else the environment's, or else the fallback. */
  String text(String name, String variable, String fallback) {
    return text(name, System.getenv().getOrDefault(variable, fallback));
  }

  String text(String name, String fallback) {
    return values.getOrDefault(name, fallback);
  }

  int number(String name, String variable, int fallback) {
    return (int) whole(name, text(name, variable, Integer.toString(fallback)), Integer.MAX_VALUE);
  }

  long number(String name, long fallback) {
    return whole(name, text(name, Long.toString(fallback)), Long.MAX_VALUE);
  }

  /** A number from 0 to 1. */
  double share(String name, double fallback) {
    String text = text(name, Double.toString(fallback));
    try {
      double share = Double.parseDouble(text);
      if (share >= 0 && share <= 1) {
        return share;
      }
    } catch (NumberFormatException notANumber) {
      // reported below with the value
    }
    throw new Failure("--" + name + " is '" + text + "'; it must be a share from 0 to 1.");
  }

  private static long whole(String name, String text, long most) {
    try {
      long number = Long.parseLong(text.replace("_", ""));
      if (number >= 0 && number <= most) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // reported below with the value
    }
    throw new Failure("--" + name + " is '" + text + "'; it must be a whole number from 0.");
  }
}

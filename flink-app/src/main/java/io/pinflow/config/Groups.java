package io.pinflow.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The property groups as given, read option by option; collects what is wrong with them. */
final class Groups {

  private final Map<String, Properties> groups;
  private final List<String> problems = new ArrayList<>();

  Groups(Map<String, Properties> groups) {
    this.groups = groups;
  }

  boolean has(String group) {
    return groups.containsKey(group);
  }

  List<String> problems() {
    return problems;
  }

  void report(Option<?> option, String problem) {
    problems.add(option.group() + " / " + option.key() + ": " + problem);
  }

  void report(String problem) {
    problems.add(problem);
  }

  /** The option's value, its default, or null; a missing or bad one is reported. */
  <T> T get(Option<T> option) {
    String text = text(option);
    if (text == null) {
      if (option.isRequired()) {
        report(option, "is missing; " + option.description());
      }
      return null;
    }
    try {
      return option.parse(text);
    } catch (IllegalArgumentException e) {
      report(option, "cannot be '" + text + "'; " + e.getMessage());
      return null;
    }
  }

  <T> Optional<T> find(Option<T> option) {
    return Optional.ofNullable(get(option));
  }

  /** The keys of a group that are no options of ours; those that may not pass are reported. */
  Properties passThrough(String group, Collection<String> known, Predicate<String> passes) {
    Properties passed = new Properties();
    for (String key : given(group)) {
      if (passes.test(key)) {
        passed.setProperty(key, groups.get(group).getProperty(key));
      } else {
        TreeSet<String> candidates = new TreeSet<>(keys(group));
        candidates.addAll(known);
        report(group + " / " + key + ": unknown key" + meant(key, candidates));
      }
    }
    return passed;
  }

  void rejectUnknownKeys(String group) {
    passThrough(group, List.of(), key -> false);
  }

  /** Reports groups that are neither ours nor reserved by the service. */
  void rejectUnknownGroups() {
    List<String> known =
        Options.ALL.stream().map(Option::group).distinct().collect(Collectors.toList());
    for (String group : new TreeSet<>(groups.keySet())) {
      if (!known.contains(group) && !group.startsWith("kinesis.analytics.")) {
        report(group + ": unknown group" + meant(group, known));
      }
    }
  }

  private String text(Option<?> option) {
    Properties given = groups.get(option.group());
    String text = given == null ? null : given.getProperty(option.key());
    return text == null ? option.defaultText().orElse(null) : text;
  }

  private List<String> given(String group) {
    if (!has(group)) {
      return List.of();
    }
    return groups.get(group).stringPropertyNames().stream()
        .filter(key -> !keys(group).contains(key))
        .sorted()
        .collect(Collectors.toList());
  }

  private static List<String> keys(String group) {
    return Options.ALL.stream()
        .filter(option -> option.group().equals(group))
        .map(Option::key)
        .collect(Collectors.toList());
  }

  private static String meant(String name, Collection<String> known) {
    return Nearest.to(name, known)
        .map(nearest -> "; did you mean '" + nearest + "'?")
        .orElse("; remove it");
  }
}

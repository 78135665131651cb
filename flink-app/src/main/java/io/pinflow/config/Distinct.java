package io.pinflow.config;

import io.pinflow.record.Kind;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Topics and streams tell the kinds apart, so no two kinds may share one. */
final class Distinct {

  private Distinct() {}

  static void check(Groups groups, String group, Map<Kind, String> names) {
    Set<String> seen = new HashSet<>();
    names.values().stream()
        .filter(Objects::nonNull)
        .filter(name -> !seen.add(name))
        .forEach(
            name ->
                groups.report(
                    group
                        + ": '"
                        + name
                        + "' is given for more than one kind; give each kind its own"));
  }
}

package io.pinflow.insight;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Values by name, of which those with the greatest are asked for. A name is a list of texts, such
 * as a country and a poster.
 */
public final class Tops {

  private final Map<List<String>, Long> values;

  Tops() {
    values = new LinkedHashMap<>();
  }

  Tops(Tops other) {
    values = new LinkedHashMap<>(other.values);
  }

  /** Adds to the value that the name has. */
  void sum(List<String> name, long value) {
    values.merge(name, value, Long::sum);
  }

  /**
   * Keeps the name if no other has more, and drops those that have less: all kept have the same.
   */
  void max(List<String> name, long value) {
    long kept = values.isEmpty() ? value : values.values().iterator().next();
    if (value > kept) {
      values.clear();
    }
    if (value >= kept) {
      values.put(name, value);
    }
  }

  /** The names with the greatest value, all ties. */
  void forEachTop(BiConsumer<List<String>, Long> each) {
    long greatest = greatest();
    values.forEach(
        (name, value) -> {
          if (value == greatest) {
            each.accept(name, value);
          }
        });
  }

  private long greatest() {
    return values.isEmpty() ? Long.MIN_VALUE : Collections.max(values.values());
  }

  Set<Map.Entry<List<String>, Long>> entries() {
    return values.entrySet();
  }

  int size() {
    return values.size();
  }
}

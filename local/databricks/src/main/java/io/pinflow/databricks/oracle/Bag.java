package io.pinflow.databricks.oracle;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Two small tables compared in memory, rows as often as they are there. */
final class Bag {

  /** By row, how often it is expected beyond how often it is there. */
  private final Map<ObjectNode, Integer> surplus = new LinkedHashMap<>();

  Bag(List<ObjectNode> expected, List<ObjectNode> actual) {
    expected.forEach(row -> surplus.merge(row, 1, Integer::sum));
    actual.forEach(row -> surplus.merge(row, -1, Integer::sum));
    surplus.values().removeIf(rows -> rows == 0);
  }

  /** As of {@link Comparison#difference}. */
  ObjectNode difference(List<String> key) {
    ObjectNode found = JsonNodeFactory.instance.objectNode();
    if (!surplus.isEmpty()) {
      Examples examples = new Examples(key);
      surplus.forEach((row, rows) -> examples.add(row, rows > 0));
      found.put("missing", sum(1)).put("unexpected", sum(-1)).set("examples", examples.json());
    }
    return found;
  }

  private int sum(int sign) {
    return surplus.values().stream().mapToInt(rows -> Math.max(0, sign * rows)).sum();
  }
}

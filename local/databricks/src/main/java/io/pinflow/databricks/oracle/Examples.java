package io.pinflow.databricks.oracle;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The first few rows that only one of two tables has, those of one key together. */
final class Examples {

  static final int MOST = 5;

  private final List<String> key;
  private final Map<ObjectNode, Example> examples = new LinkedHashMap<>();

  /**
   * @param key columns that tell which rows of the two belong together
   */
  Examples(List<String> key) {
    this.key = key;
  }

  void add(ObjectNode row, boolean isMissing) {
    ObjectNode of = row.deepCopy().retain(key);
    if (examples.containsKey(of) || examples.size() < MOST) {
      examples.computeIfAbsent(of, Example::new).add(row, isMissing);
    }
  }

  ArrayNode json() {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    examples.values().stream().map(Example::json).forEach(array::add);
    return array;
  }
}

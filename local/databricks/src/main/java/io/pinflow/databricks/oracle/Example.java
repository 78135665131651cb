package io.pinflow.databricks.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** The rows of one key that only one side has. */
final class Example {

  private static final int LONGEST_TEXT = 300;

  private final ObjectNode key;
  private final List<ObjectNode> missing = new ArrayList<>();
  private final List<ObjectNode> unexpected = new ArrayList<>();

  Example(ObjectNode key) {
    this.key = key;
  }

  void add(ObjectNode row, boolean isMissing) {
    (isMissing ? missing : unexpected).add(row);
  }

  /** One row on either side: the columns that changed; else the rows themselves. */
  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    if (missing.size() == 1 && unexpected.size() == 1) {
      json.setAll(key);
      json.set("changed", changed(missing.get(0), unexpected.get(0)));
    } else {
      json.putArray("missing").addAll(missing.stream().map(Example::shortened).toList());
      json.putArray("unexpected").addAll(unexpected.stream().map(Example::shortened).toList());
    }
    return json;
  }

  private static ObjectNode changed(ObjectNode expected, ObjectNode actual) {
    ObjectNode changed = JsonNodeFactory.instance.objectNode();
    for (String column : (Iterable<String>) expected::fieldNames) {
      if (!expected.get(column).equals(actual.get(column))) {
        changed
            .putObject(column)
            .<ObjectNode>set("expected", shortened(expected.get(column)))
            .set("actual", shortened(actual.get(column)));
      }
    }
    return changed;
  }

  private static ObjectNode shortened(ObjectNode row) {
    ObjectNode shortened = JsonNodeFactory.instance.objectNode();
    row.fieldNames().forEachRemaining(name -> shortened.set(name, shortened(row.get(name))));
    return shortened;
  }

  private static JsonNode shortened(JsonNode value) {
    String text = value.asText();
    return text.length() > LONGEST_TEXT
        ? JsonNodeFactory.instance.textNode(text.substring(0, LONGEST_TEXT) + "…")
        : value;
  }
}

package io.pinflow.databricks.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** A report as a test compares it. */
final class Found {

  private Found() {}

  /** The checks that fail, with the rows that are missing and those that should not be there. */
  static List<String> in(JsonNode report) {
    List<String> found = new ArrayList<>();
    for (JsonNode check : report.get("checks")) {
      if (!check.get("ok").booleanValue()) {
        String rows =
            check.has("missing") && check.has("unexpected")
                ? " " + check.get("missing") + "/" + check.get("unexpected")
                : "";
        found.add(check.get("check").textValue() + rows);
      }
    }
    return found;
  }
}

package io.pinflow.databricks.oracle;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What was found: {@code ok}, {@code counts} by name, and {@code checks}, each with its name,
 * whether it holds, and if not what speaks against it.
 */
public final class Report {

  private final ObjectNode json = JsonNodeFactory.instance.objectNode().put("ok", true);

  Report() {
    json.putObject("counts");
    json.putArray("checks");
  }

  void count(String what, long count) {
    json.withObject("/counts").put(what, count);
  }

  /**
   * @param findings what speaks against it; nothing, if it holds
   */
  void check(String name, ObjectNode findings) {
    boolean holds = findings.isEmpty();
    ObjectNode check = json.withArray("/checks").addObject().put("check", name).put("ok", holds);
    check.setAll(findings);
    json.put("ok", json.get("ok").booleanValue() && holds);
  }

  public boolean ok() {
    return json.get("ok").booleanValue();
  }

  public ObjectNode json() {
    return json;
  }
}

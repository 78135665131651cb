package io.pinflow.databricks.oracle;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pinflow.databricks.Values;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Rows that should not be, as the findings of a check. */
final class Findings {

  private static final int EXAMPLES = 5;

  private Findings() {}

  /** How many there are and the first few; nothing if there are none. */
  static ObjectNode rows(Dataset<Row> offending) {
    ObjectNode findings = JsonNodeFactory.instance.objectNode();
    List<Row> examples = offending.takeAsList(EXAMPLES);
    if (!examples.isEmpty()) {
      ArrayNode rows = findings.put("rows", offending.count()).putArray("examples");
      examples.stream().map(Values::object).forEach(rows::add);
    }
    return findings;
  }

  /** The same of rows in memory. */
  static ObjectNode of(List<ObjectNode> offending) {
    ObjectNode findings = JsonNodeFactory.instance.objectNode();
    if (!offending.isEmpty()) {
      findings
          .put("rows", offending.size())
          .putArray("examples")
          .addAll(offending.stream().limit(EXAMPLES).toList());
    }
    return findings;
  }
}

package io.pinflow.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The dashboard of sql/databricks, as a test looks at it. */
public final class Dashboard {

  private final JsonNode json;

  private Dashboard(JsonNode json) {
    this.json = json;
  }

  /**
   * What a part of the page shows: which fields, by name, of which query, and where on the grid.
   *
   * @param sql what Databricks makes of the dataset and the fields
   */
  public record Widget(
      String dataset, JsonNode spec, JsonNode fields, JsonNode position, String sql) {

    /** The names of the fields that the query gives. */
    public List<String> given() {
      return fields.findValuesAsText("name");
    }

    /** The names of those that are shown. */
    public List<String> shown() {
      return spec.get("encodings").findValuesAsText("fieldName");
    }
  }

  public static Dashboard read() throws IOException {
    return new Dashboard(
        new ObjectMapper()
            .readTree(Repository.home().resolve("sql/databricks/pinflow.lvdash.json").toFile()));
  }

  /** Everything, to be looked at key by key. */
  public JsonNode json() {
    return json;
  }

  /** The statements by the names that widgets know them by. */
  public Map<String, String> datasets() {
    Map<String, String> datasets = new HashMap<>();
    for (JsonNode dataset : json.get("datasets")) {
      datasets.put(dataset.get("name").textValue(), dataset.get("query").textValue());
    }
    return datasets;
  }

  public List<Widget> widgets() {
    List<Widget> widgets = new ArrayList<>();
    for (JsonNode place : json.at("/pages/0/layout")) {
      JsonNode query = place.at("/widget/queries/0/query");
      String dataset = query.get("datasetName").textValue();
      widgets.add(
          new Widget(
              dataset,
              place.at("/widget/spec"),
              query.get("fields"),
              place.get("position"),
              sql(query, datasets().get(dataset))));
    }
    return widgets;
  }

  private static String sql(JsonNode query, String dataset) {
    List<String> columns = new ArrayList<>();
    for (JsonNode field : query.get("fields")) {
      columns.add(
          field.get("expression").textValue() + " AS `" + field.get("name").textValue() + "`");
    }
    return "SELECT " + String.join(", ", columns) + " FROM (" + dataset + ")";
  }
}

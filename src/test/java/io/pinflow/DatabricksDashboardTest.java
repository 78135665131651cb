package io.pinflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pinflow.testing.Dashboard;
import io.pinflow.testing.Dashboard.Widget;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What can be known of the dashboard without a workspace. */
class DatabricksDashboardTest {

  private static final int COLUMNS = 6;

  /** By widget, the version of its specification that this file is written in. */
  private static final Map<String, Integer> VERSIONS = Map.of("bar", 3, "table", 2);

  private final Dashboard dashboard;

  DatabricksDashboardTest() throws IOException {
    dashboard = Dashboard.read();
  }

  @Test
  void everyDatasetIsShown() {
    assertThat(dashboard.widgets())
        .extracting(Widget::dataset)
        .hasSize(10)
        .containsExactlyInAnyOrderElementsOf(dashboard.datasets().keySet());
  }

  @Test
  void whatIsShownIsWhatTheQueryGives() {
    assertThat(dashboard.widgets())
        .allSatisfy(
            widget ->
                assertThat(widget.shown()).containsExactlyInAnyOrderElementsOf(widget.given()));
  }

  @Test
  void nothingLiesOnAnotherOrOutsideTheGrid() {
    Set<String> taken = new HashSet<>();
    for (Widget widget : dashboard.widgets()) {
      JsonNode at = widget.position();
      int right = at.get("x").intValue() + at.get("width").intValue();
      assertThat(right).isLessThanOrEqualTo(COLUMNS);
      for (int x = at.get("x").intValue(); x < right; x++) {
        for (int y = 0; y < at.get("height").intValue(); y++) {
          assertThat(taken.add(x + " " + (y + at.get("y").intValue()))).as("%s", widget).isTrue();
        }
      }
    }
  }

  @Test
  void specificationsAreOfTheVersionsTheyAreWrittenIn() {
    assertThat(dashboard.widgets())
        .allSatisfy(
            widget ->
                assertThat(widget.spec().get("version").intValue())
                    .isEqualTo(VERSIONS.get(widget.spec().get("widgetType").textValue())));
  }

  /** Of the model of dashboards that comes with Databricks' own libraries. */
  @Test
  void onlyKeysThatDashboardsKnowAreUsed() {
    Set<String> keys = new TreeSet<>();
    collect(dashboard.json(), keys);

    assertThat(keys)
        .isSubsetOf(
            List.of(
                "datasets",
                "pages",
                "layout",
                "widget",
                "position",
                "queries",
                "query",
                "spec",
                "name",
                "displayName",
                "datasetName",
                "fields",
                "expression",
                "disaggregated",
                "version",
                "widgetType",
                "encodings",
                "frame",
                "mark",
                "title",
                "showTitle",
                "x",
                "y",
                "width",
                "height",
                "color",
                "columns",
                "fieldName",
                "scale",
                "type"));
  }

  private static void collect(JsonNode node, Set<String> keys) {
    node.fieldNames().forEachRemaining(keys::add);
    node.forEach(child -> collect(child, keys));
  }
}

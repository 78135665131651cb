package io.pinflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.testing.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import org.junit.jupiter.api.Test;

/** What can be known of the asset bundle without a workspace. */
class DatabricksBundleTest {

  private static final Path FOLDER = Repository.home().resolve("sql/databricks");

  private final JsonNode bundle;
  private final JsonNode job;

  DatabricksBundleTest() throws IOException {
    bundle =
        new ObjectMapper(new YAMLFactory()).readTree(FOLDER.resolve("databricks.yml").toFile());
    job = bundle.at("/resources/jobs/pinflow_questions");
  }

  @Test
  void everyQuestionIsATaskAndEveryTaskAQuestion() throws IOException {
    try (Stream<Path> questions = Files.list(FOLDER.resolve("questions"))) {
      List<String> files = questions.map(file -> FOLDER.relativize(file).toString()).toList();

      assertThat(job.findValuesAsText("path")).containsExactlyInAnyOrderElementsOf(files);
    }
    assertThat(job.findValuesAsText("task_key"))
        .hasSize(8)
        .doesNotHaveDuplicates()
        .allMatch(key -> key.matches("[A-Za-z0-9_-]{1,100}"));
  }

  @Test
  void itRunsEveryDayAtMidday() {
    assertThat(job.at("/schedule/quartz_cron_expression").textValue()).isEqualTo("0 0 12 * * ?");
    assertThat(job.at("/schedule/timezone_id").textValue()).isEqualTo("UTC");
    assertThat(job.at("/schedule/pause_status").textValue()).isEqualTo("UNPAUSED");
  }

  @Test
  void theDashboardIsThere() {
    String file = bundle.at("/resources/dashboards/pinflow_insights/file_path").textValue();

    assertThat(FOLDER.resolve(file)).isRegularFile();
  }

  /** Of the bundle schema that comes with Databricks' command line. */
  @Test
  void onlyKeysThatBundlesKnowAreUsed() {
    assertThat(keys(bundle)).containsExactlyInAnyOrder("bundle", "variables", "resources");
    assertThat(keys(bundle.get("bundle"))).containsExactly("name");
    assertThat(keys(bundle.get("resources"))).containsExactlyInAnyOrder("jobs", "dashboards");
    assertThat(keys(bundle.at("/resources/dashboards/pinflow_insights")))
        .containsExactlyInAnyOrder("display_name", "file_path", "warehouse_id");
    assertThat(keys(job))
        .containsExactlyInAnyOrder("name", "max_concurrent_runs", "schedule", "tasks");
    for (JsonNode task : job.get("tasks")) {
      assertThat(keys(task)).containsExactlyInAnyOrder("task_key", "sql_task");
      assertThat(keys(task.get("sql_task"))).containsExactlyInAnyOrder("warehouse_id", "file");
      assertThat(keys(task.at("/sql_task/file"))).containsExactlyInAnyOrder("path", "source");
      assertThat(task.at("/sql_task/file/source").textValue()).isEqualTo("WORKSPACE");
    }
  }

  @Test
  void everyVariableThatIsUsedIsDeclared() {
    assertThat(bundle.get("resources").findValuesAsText("warehouse_id"))
        .hasSize(9)
        .containsOnly("${var.warehouse_id}");
    assertThat(keys(bundle.get("variables"))).containsExactly("warehouse_id");
  }

  private static List<String> keys(JsonNode object) {
    Iterable<String> names = object::fieldNames;
    return StreamSupport.stream(names.spliterator(), false).toList();
  }
}

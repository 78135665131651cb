package io.pinflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.testing.Dashboard;
import io.pinflow.testing.Feed;
import io.pinflow.testing.Job;
import io.pinflow.testing.JobRun;
import io.pinflow.testing.Landing;
import io.pinflow.testing.Repository;
import io.pinflow.testing.Spark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The statements of sql/databricks, over tables that the job wrote. */
class DatabricksITCase {

  private static final Path STATEMENTS = Repository.home().resolve("sql/databricks");
  private static final String SCHEMA = "databricks";
  private static final double RANK_ERROR = 0.005;

  @TempDir static Path folder;

  private static Landing landing;

  @BeforeAll
  static void register() throws Exception {
    landing = Landing.in(folder.resolve("landing"));
    Feed feed = Feed.overKafka(folder.resolve("feed"), 2);
    feed.post("--posts=8000", "--broken=0.02", "--arrivals-over=PT3H");
    try (JobRun run = new Job(feed, landing, folder.resolve("states")).bounded().start()) {
      run.awaitFinished();
    }
    Spark.script("CREATE SCHEMA " + SCHEMA + "; USE " + SCHEMA);
    Spark.sql("SET tables = " + landing.table(""));
    run("register.sql");
    run("latest_window.sql");
    run("grouped_posts.sql");
  }

  @AfterAll
  static void forget() {
    Spark.script("USE default; DROP SCHEMA " + SCHEMA + " CASCADE");
  }

  @Test
  void everyTableOfTheJobIsRegisteredAndNoOther() throws IOException {
    List<String> written = written();

    assertThat(written).hasSize(25);
    assertThat(names("SHOW TABLES"))
        .filteredOn(name -> !name.startsWith("latest_") && !name.equals("grouped_posts"))
        .containsExactlyInAnyOrderElementsOf(written);
  }

  @Test
  void everyWindowedTableHasAViewOfItsLastWindow() throws IOException {
    assertThat(names("SHOW VIEWS"))
        .filteredOn(name -> name.startsWith("latest_"))
        .containsExactlyInAnyOrderElementsOf(
            written().stream()
                .filter(name -> name.endsWith("_windowed"))
                .map(name -> "latest_" + name.replaceFirst("_windowed$", ""))
                .toList());
    for (String view : names("SHOW VIEWS LIKE 'latest_*'")) {
      String table = view.replaceFirst("^latest_(.*)", "$1_windowed");
      assertThat(Spark.sql("SELECT * FROM " + view))
          .as(view)
          .isNotEmpty()
          .hasSameSizeAs(
              Spark.sql(
                  "SELECT * FROM %1$s JOIN (SELECT max(window_end) AS window_end FROM %1$s)"
                      .formatted(table)
                      .concat(" USING (window_end)")));
    }
  }

  @ParameterizedTest
  @MethodSource("questions")
  void statesAnswerWhatThePostsAnswer(String question) throws IOException {
    List<List<List<Object>>> answers = run("questions/" + question);

    assertThat(answers).allSatisfy(answer -> assertThat(answer).isNotEmpty());
    assertThat(answers).isEqualTo(run("questions_from_posts/" + question));
  }

  static List<String> questions() throws IOException {
    return names(STATEMENTS.resolve("questions"));
  }

  @Test
  void dashboardShowsRowsEverywhere() throws IOException {
    for (Dashboard.Widget widget : Dashboard.read().widgets()) {
      assertThat(Spark.sql(widget.sql())).as(widget.sql()).isNotEmpty();
    }
  }

  @Test
  void mergedSketchesGiveTheQuantilesOfThePosts() throws IOException {
    List<List<List<Object>>> answers = run("merge_windows.sql");

    assertThat(answers).hasSize(2);
    assertThat(answers.get(0)).hasSize(groups("age_group"));
    for (List<Object> row : answers.get(0)) {
      assertThatQuantile("age_group", row, 2, 0.5);
    }
    assertThat(answers.get(1)).hasSize(groups("join_year"));
    for (List<Object> row : answers.get(1)) {
      assertThatQuantile("join_year", row, 2, 0.25);
      assertThatQuantile("join_year", row, 3, 0.5);
      assertThatQuantile("join_year", row, 4, 0.75);
    }
  }

  private static int groups(String group) {
    return ((Long)
            Spark.sql("SELECT count(DISTINCT " + group + ") FROM grouped_posts").get(0).get(0))
        .intValue();
  }

  /** A row says of a group how many posts it has, and a value that so many of them are below. */
  private static void assertThatQuantile(
      String group, List<Object> row, int column, double quantile) {
    List<Object> ranks =
        Spark.sql(
                "SELECT count(*), avg(IF(follower_count < %1$s, 1, 0)),"
                    .concat(" avg(IF(follower_count <= %1$s, 1, 0)) FROM grouped_posts")
                    .concat(" WHERE follower_count IS NOT NULL AND %2$s = '%3$s'")
                    .formatted(row.get(column), group, row.get(0)))
            .get(0);
    assertThat(row.get(1)).as(group).isEqualTo(ranks.get(0));
    assertThat((Double) ranks.get(1)).as(group).isLessThanOrEqualTo(quantile + RANK_ERROR);
    assertThat((Double) ranks.get(2)).as(group).isGreaterThanOrEqualTo(quantile - RANK_ERROR);
  }

  private static List<String> written() throws IOException {
    String prefix = landing.table("").getFileName().toString();
    return names(landing.table("").getParent()).stream()
        .map(name -> name.substring(prefix.length()))
        .toList();
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.map(child -> child.getFileName().toString()).sorted().toList();
    }
  }

  /** Without temporary views, which others that ask the same Spark have left. */
  private static List<String> names(String show) {
    return Spark.sql(show).stream()
        .filter(row -> row.get(2).equals(false))
        .map(row -> (String) row.get(1))
        .toList();
  }

  private static List<List<List<Object>>> run(String file) throws IOException {
    return Spark.script(Files.readString(STATEMENTS.resolve(file)));
  }
}

package io.pinflow.databricks.oracle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pinflow.databricks.TestWorkspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TablesJudgeITCase {

  private static final String T0 = "TIMESTAMP '2026-01-01 00:00:00'";
  private static final SparkSession SPARK = TestWorkspace.session();

  @TempDir static Path shared;
  @TempDir Path folder;

  private static Path sent;

  @BeforeAll
  static void writeRecordsAndTheTablesTheyGive() throws IOException {
    sent = StandardPosts.sent().write(shared.resolve("sent"));
    StandardPosts.writeTables(SPARK, shared.resolve("lake"));
  }

  @Test
  void tablesThatHoldWhatTheyMustAreFoundRight() {
    JsonNode report = judge(shared.resolve("lake"));

    assertThat(report.get("ok").booleanValue()).as(report.toPrettyString()).isTrue();
    assertThat(report.get("counts").toString())
        .isEqualTo(
            "{\"sent\":22,\"silver_rows\":9,\"repeats\":3,\"dead_letters\":10,\"posts\":2,\"unaccounted\":0}");
  }

  @Test
  void missingRowsAreFound() throws IOException {
    Path lake = copy();
    run(lake, "DELETE FROM demo_pin_table WHERE ind = 2");
    run(lake, "DELETE FROM demo_geo_table WHERE ind = 3");
    run(lake, "DELETE FROM demo_user_table WHERE ind = 4");
    run(lake, "DELETE FROM demo_posts WHERE ind = 1");
    run(lake, "DELETE FROM demo_dead_letters WHERE reason IN ('no_ind', 'unmatched_parts')");

    JsonNode report = judge(lake);

    assertThat(Found.in(report))
        .containsExactly(
            "demo_pin_table: rows 1/0",
            "demo_geo_table: rows 1/0",
            "demo_user_table: rows 1/0",
            "demo_posts: rows 1/0",
            "posts = pins, geos and users of the tables, joined 1/0",
            "demo_dead_letters: rows 5/0",
            "records = silver rows + repeats + dead letters");
    assertThat(report.findValue("unaccounted").intValue()).isEqualTo(5);
  }

  @Test
  void changedValuesAreFoundAndShownBesideTheRightOnes() throws IOException {
    Path lake = copy();
    run(lake, "UPDATE demo_pin_table SET follower_count = 124 WHERE ind = 1");
    run(lake, "UPDATE demo_pin_table SET title = '' WHERE ind = 2");
    run(lake, "UPDATE demo_geo_table SET coordinates = array(180D, -90D) WHERE ind = 1");
    run(lake, "UPDATE demo_user_table SET date_joined = TIMESTAMP '2015-03-02' WHERE ind = 1");
    run(lake, "UPDATE demo_posts SET arrival_time = arrival_time - INTERVAL 1 MILLISECOND");
    run(lake, "UPDATE demo_dead_letters SET payload = X'00' WHERE reason = 'not_an_object'");
    run(lake, "UPDATE demo_dead_letters SET position = '99' WHERE reason = 'wrong_kind'");

    JsonNode report = judge(lake);

    assertThat(Found.in(report))
        .containsExactly(
            "demo_pin_table: rows 2/2",
            "demo_geo_table: rows 1/1",
            "demo_user_table: rows 1/1",
            "posts = pins, geos and users of the tables, joined 1/1",
            "posts: arrival_time not before that of any part",
            "demo_dead_letters: rows 2/2");
    assertThat(report.findValue("examples").toString())
        .isEqualTo(
            "[{\"ind\":1,\"changed\":{\"follower_count\":{\"expected\":124000,\"actual\":124}}},"
                + "{\"ind\":2,\"changed\":{\"title\":{\"expected\":null,\"actual\":\"\"}}}]");
  }

  @Test
  void duplicatesAreFound() throws IOException {
    Path lake = copy();
    for (String table : List.of("demo_user_table", "demo_posts")) {
      run(lake, "INSERT INTO " + table + " SELECT * FROM " + table + " WHERE ind = 7528");
    }
    run(
        lake,
        "INSERT INTO demo_dead_letters SELECT * FROM demo_dead_letters"
            + " WHERE reason = 'unmatched_parts' AND ind = 4");

    assertThat(Found.in(judge(lake)))
        .containsExactly(
            "demo_user_table: rows 0/1",
            "demo_posts: rows 0/1",
            "each ind once",
            "demo_dead_letters: rows 0/1",
            "demo_dead_letters: an incomplete post once",
            "records = silver rows + repeats + dead letters");
  }

  @Test
  void otherColumnsAndMissingTablesAreFound() throws IOException {
    Path lake = copy();
    run(lake, "ALTER TABLE demo_pin_table ADD COLUMN extra INT");
    TestWorkspace.delete(lake.resolve("demo_posts"));

    assertThat(Found.in(judge(lake)))
        .contains("demo_pin_table: columns", "demo_posts: columns", "demo_posts: log");
  }

  @Test
  void aDataFileThatIsGoneIsFound() throws IOException {
    Path lake = copy();
    Files.delete(dataFile(lake.resolve("demo_dead_letters")));
    Path log = lake.resolve("demo_dead_letters");

    assertThat(LogCheck.problems(log).toString()).contains("gone: part-");
  }

  @Test
  void aGapBetweenVersionsIsFound() throws IOException {
    Path table = copy().resolve("demo_posts");
    Files.move(
        table.resolve("_delta_log/00000000000000000001.json"),
        table.resolve("_delta_log/00000000000000000002.json"));

    assertThat(LogCheck.problems(table).toString()).contains("no version 1 before 2");
  }

  @Test
  void aFileAddedTwiceIsFound() throws IOException {
    Path table = copy().resolve("demo_posts");
    Files.copy(
        table.resolve("_delta_log/00000000000000000001.json"),
        table.resolve("_delta_log/00000000000000000002.json"));

    assertThat(LogCheck.problems(table).toString()).contains("version 2 adds a live file again");
  }

  @Test
  void betweenPartitionsEitherDeliveryMayWin() throws IOException {
    Path contested =
        new SentFile()
            .add("user", "0", "{\"ind\":1,\"age\":20}".getBytes(UTF_8))
            .add("user", "1", "{\"ind\":1,\"age\":30}".getBytes(UTF_8))
            .add("user", "1", "{\"ind\":1,\"age\":40}".getBytes(UTF_8))
            .add("user", "1", "{\"ind\":1,\"age\":30.0}".getBytes(UTF_8))
            .write(folder.resolve("contested"));

    assertThat(Found.in(judge(contested, contestedLake(30, List.of(20, 40), List.of(0, 2)))))
        .isEmpty();
    assertThat(Found.in(judge(contested, contestedLake(40, List.of(20, 30, 30), List.of(0, 1, 3)))))
        .contains("demo_user_table: rows 1/1");
  }

  @Test
  void aLiveRunNeedNotHaveReportedIncompletePosts() throws IOException {
    Path lake = copy();
    run(lake, "DELETE FROM demo_dead_letters WHERE reason = 'unmatched_parts'");

    assertThat(Found.in(judge(sent, lake, false))).isEmpty();
  }

  private Path contestedLake(int winner, List<Integer> losers, List<Integer> positions)
      throws IOException {
    Path lake = Files.createTempDirectory(folder, "lake");
    StandardPosts.createTables(SPARK, lake);
    insert(lake, "demo_user_table", "(1, NULL, %d, NULL, %s)".formatted(winner, T0));
    List<String> letters = new ArrayList<>();
    for (int i = 0; i < losers.size(); i++) {
      String payload = "CAST('{\"ind\":1,\"age\":%d}' AS BINARY)".formatted(losers.get(i));
      letters.add(
          "('conflicting_duplicate', '', 'user', 'kafka', 'demo.user', '%d', '%d', %s, 1, %s, 18)"
              .formatted(positions.get(i) == 0 ? 0 : 1, positions.get(i), T0, payload));
    }
    letters.add(
        "('unmatched_parts', '', NULL, NULL, NULL, NULL, NULL, %s, 1, NULL, 0)".formatted(T0));
    insert(lake, "demo_dead_letters", String.join(", ", letters));
    return lake;
  }

  private static void insert(Path lake, String table, String rows) {
    SPARK.sql("INSERT INTO delta.`%s/%s` VALUES %s".formatted(lake, table, rows));
  }

  private static JsonNode judge(Path lake) {
    return judge(sent, lake);
  }

  private static JsonNode judge(Path sent, Path lake) {
    return judge(sent, lake, true);
  }

  private static JsonNode judge(Path sent, Path lake, boolean bounded) {
    Question question =
        new Question(sent, lake, "demo", StandardPosts.LIMITS, Windows.DEFAULT, bounded, false);
    Report report = new Report();
    Functions.register(SPARK);
    new TablesJudge(SPARK, question, report).judge();
    return report.json();
  }

  private static void run(Path lake, String statement) {
    SPARK.sql(statement.replaceAll("\\bdemo_\\w+", "delta.`" + lake + "/$0`"));
  }

  private Path copy() throws IOException {
    Path lake = folder.resolve("lake");
    TestWorkspace.copy(shared.resolve("lake"), lake);
    return lake;
  }

  private static Path dataFile(Path table) throws IOException {
    try (Stream<Path> files = Files.list(table)) {
      return files.filter(f -> f.toString().endsWith(".parquet")).findFirst().orElseThrow();
    }
  }
}

package io.pinflow.databricks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptsITCase {

  @TempDir static Path lake;

  @BeforeAll
  static void writeTables() {
    create("demo_posts", "SELECT 7528 AS ind, TIMESTAMP '2020-08-28 03:52:47' AS `timestamp`");
    create("demo_dead_letters", "SELECT 'no_ind' AS reason, 'geo' AS kind, X'7B7D' AS payload");
    create("other_posts", "SELECT 1 AS ind");
  }

  @Test
  void statementsArePrintedAsTablesUntilOneFails() throws Exception {
    Result result =
        run("sql", "SELECT ind, `timestamp`, '東京' AS city FROM demo_posts; SELECT * FROM nowhere");

    assertThat(result.out)
        .isEqualTo(
            """
             ind  timestamp            city
            ────  ───────────────────  ────
            7528  2020-08-28 03:52:47  東京
            (1 row)

            """);
    assertThat(result.err)
        .contains("The table or view `nowhere` cannot be found. SHOW TABLES lists them")
        .doesNotContain("\tat ");
    assertThat(result.code).isEqualTo(1);
  }

  @Test
  void rowsArePrintedAsJson() throws Exception {
    Result result = run("sql", "--json", "SELECT * FROM demo_posts VERSION AS OF 0");

    assertThat(result.out).isEqualTo("{\"ind\":7528,\"timestamp\":\"2020-08-28T03:52:47Z\"}\n");
    assertThat(result.code).isZero();
  }

  @Test
  void theSummaryShowsEachTableOfThePrefix() throws Exception {
    Result result = run("summary", "--prefix", "demo");

    assertThat(result.out)
        .startsWith(
            """
            table              rows  version  files   MB
            ─────────────────  ────  ───────  ─────  ───
            demo_posts            1        0      1  0.0
            demo_dead_letters     1        0      1  0.0

            dead letters by reason

              reason  kind  dead_letters
              ──────  ────  ────────────
              no_ind  geo              1
            """)
        .contains("no_ind  geo   {}")
        .doesNotContain("other_posts");
    assertThat(result.code).isZero();
  }

  @Test
  void aLakeThatIsNotThereIsSaidWithTheRemedy() throws Exception {
    Result result = run("sql", "--lake", lake.resolve("nowhere").toString(), "SELECT 1");

    assertThat(result.err).contains("no lake at").contains("--lake PATH");
    assertThat(result.code).isEqualTo(2);
  }

  private record Result(int code, String out, String err) {}

  private static Result run(String script, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("./" + script, "--lake", lake.toString()));
    command.addAll(List.of(arguments));
    Path err = lake.resolve("err");
    Process process = new ProcessBuilder(command).redirectError(err.toFile()).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), out, Files.readString(err));
  }

  private static void create(String table, String query) {
    TestWorkspace.session()
        .sql("CREATE TABLE delta.`%s/%s` USING delta AS %s".formatted(lake, table, query));
  }
}

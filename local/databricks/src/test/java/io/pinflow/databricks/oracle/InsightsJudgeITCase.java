package io.pinflow.databricks.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pinflow.databricks.TestWorkspace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InsightsJudgeITCase {

  private static final SparkSession SPARK = TestWorkspace.session();

  @TempDir static Path shared;
  @TempDir Path folder;

  private Path lake;

  @BeforeAll
  static void writePostsAndTheInsightsTheyGive() {
    StandardInsights.write(SPARK, shared.resolve("lake"));
  }

  @BeforeEach
  void copy() throws IOException {
    lake = folder.resolve("lake");
    TestWorkspace.copy(shared.resolve("lake"), lake);
  }

  @Test
  void tablesThatHoldWhatTheyMustAreFoundRight() {
    assertThat(Found.in(judge(true))).isEmpty();
    assertThat(Found.in(judge(false))).isEmpty();
  }

  /** Each statement is a mistake that is easily made. */
  @Test
  void wrongRowsAreFoundInEveryTable() {
    // posts joined before they were taken once
    run("UPDATE demo_popular_category_by_age_group SET category_count = 4 WHERE age_group = '50+'");
    run(
        "UPDATE demo_popular_category_by_age_group_windowed SET category_count = category_count * 2");
    // ties lost
    run("DELETE FROM demo_popular_category_by_country WHERE category = 'travel'");
    run("DELETE FROM demo_top_user_by_country_windowed WHERE poster_name = 'p'");
    run("DELETE FROM demo_country_of_top_user WHERE poster_name = 'q'");
    // users counted by post, and by pair
    run("UPDATE demo_users_joined_by_year SET number_users_joined = 4");
    run(
        "UPDATE demo_users_joined_by_year_windowed SET number_users_joined = 3"
            + " WHERE window_end = TIMESTAMP '2026-01-01 01:00:00'");
    // medians over different counts, and without zero
    run("UPDATE demo_median_followers_by_join_year SET median_follower_count = 300D");
    run("DELETE FROM demo_median_followers_by_age_group WHERE age_group = '50+'");
    run(
        "UPDATE demo_median_followers_by_age_group_and_join_year_windowed"
            + " SET median_follower_count = 300D, post_count = 3 WHERE age_group = '18-24'");
    // years of another timestamp
    run("UPDATE demo_posts_by_category_and_year SET post_year = 2015 WHERE category = 'travel'");

    JsonNode report = judge(true);

    assertThat(Found.in(report))
        .containsExactly(
            "demo_popular_category_by_country: rows 1/0",
            "demo_posts_by_category_and_year: rows 1/1",
            "demo_top_user_by_country_windowed: rows 1/0",
            "demo_country_of_top_user: rows 1/0",
            "demo_popular_category_by_age_group: rows 1/1",
            "demo_popular_category_by_age_group_windowed: rows 4/4",
            "demo_median_followers_by_age_group: rows 1/0",
            "demo_users_joined_by_year: rows 1/1",
            "demo_users_joined_by_year_windowed: rows 1/1",
            "demo_median_followers_by_join_year: rows 1/1",
            "demo_median_followers_by_age_group_and_join_year_windowed: rows 1/1",
            "demo_median_followers_by_age_group_and_join_year_windowed: sketches",
            "sums of demo_posts_by_category_and_year over windows = to date");
    assertThat(report.findValues("examples").toString())
        .contains(
            "{\"as_of\":\"2026-01-01T02:00:00Z\",\"counting_since\":\"2026-01-01T00:00:00Z\","
                + "\"age_group\":\"50+\",\"category\":\"art\","
                + "\"changed\":{\"category_count\":{\"expected\":1,\"actual\":4}}}");
  }

  /**
   * Post 4 makes travel in Aruba a tie of the first window, two posts to two: that row is missing,
   * and the one of travel in the second window is of no post.
   */
  @Test
  void aPostInAnotherWindowIsFound() {
    run("UPDATE demo_posts SET arrival_time = arrival_time - INTERVAL 1 MILLISECOND WHERE ind = 4");

    assertThat(Found.in(judge(true)))
        .contains("demo_popular_category_by_country_windowed: rows 1/1")
        .allMatch(finding -> finding.contains("_windowed: "));
  }

  /**
   * From ten past and twenty to, the posts with a country are in four windows: 1 of 00:00, 2 of
   * 00:30, 3 of 00:59 with 4 of 01:00, and 5 of 01:10. Each has one row, Aruba art, Aruba art,
   * Aruba travel, Benin art, and the three rows of the full hours are of no such window.
   */
  @Test
  void windowsAreThoseOfTheJob() {
    Question halfHours =
        new Question(lake, lake, "demo", Limits.DEFAULT, Windows.of("30 min", "PT10M"), true, true);

    assertThat(halfHours.windows().size()).isEqualTo(Duration.ofMinutes(30));
    assertThat(Found.in(judge(halfHours)))
        .contains("demo_popular_category_by_country_windowed: rows 4/3")
        // the same three rows, from 23:40 as of 01:40
        .contains("demo_popular_category_by_country: rows 3/3");
  }

  @Test
  void otherTypesAndMissingTablesAreFound() {
    TestWorkspace.delete(lake.resolve("demo_users_joined_by_year"));
    run(
        "CREATE TABLE demo_users_joined_by_year USING delta AS SELECT 2015 AS join_year,"
            + " 2 AS number_users_joined, as_of, counting_since FROM demo_popular_category_by_year");
    TestWorkspace.delete(lake.resolve("demo_country_of_top_user"));

    assertThat(Found.in(judge(true)))
        .contains(
            "demo_users_joined_by_year: columns",
            "demo_country_of_top_user: columns",
            "demo_country_of_top_user: log");
  }

  @Test
  void aStateOfMixedOrWrongTimesIsFound() {
    run(
        "UPDATE demo_popular_category_by_year SET as_of = as_of - INTERVAL 1 HOUR"
            + " WHERE category = 'art'");
    run("UPDATE demo_country_of_top_user SET counting_since = as_of");

    assertThat(Found.in(judge(false)))
        .containsExactly(
            "demo_popular_category_by_year: rows 1/1", "demo_country_of_top_user: rows 2/2");
  }

  @Test
  void whileTheJobRunsTheLastWindowMayBeToComeButNoneBefore() {
    String first = "WHERE window_end = TIMESTAMP '2026-01-01 01:00:00'";
    run(
        "DELETE FROM demo_popular_category_by_year_windowed "
            + first.replace("01:00:00", "02:00:00"));
    run("DELETE FROM demo_top_user_by_country_windowed " + first);
    run(
        "INSERT INTO demo_posts SELECT ind + 10, category, poster_name, follower_count, country,"
            + " `timestamp`, user_name, age, date_joined, arrival_time + INTERVAL 1 HOUR"
            + " FROM demo_posts WHERE ind > 3");

    assertThat(Found.in(judge(false)))
        .containsExactly("demo_top_user_by_country_windowed: rows 2/0");
  }

  @Test
  void mediansOfManyDifferentCountsMayBeAHundredthOffButNotMore() {
    run(
        "INSERT INTO demo_posts SELECT CAST(id AS INT) + 100, NULL, NULL, CAST(id AS INT), NULL,"
            + " NULL, NULL, 18, NULL, TIMESTAMP '2026-01-01 01:30:00' FROM range(10000)");
    run(
        "INSERT INTO demo_median_followers_by_age_group_windowed VALUES ("
            + "TIMESTAMP '2026-01-01 01:00:00', TIMESTAMP '2026-01-01 02:00:00', '18-24', 5030D, "
            + StandardInsights.sketch(10_000)
            + ")");
    String toDate =
        "UPDATE demo_median_followers_by_age_group SET median_follower_count = %s"
            + " WHERE age_group = '18-24'";

    run(toDate.formatted("4960D"));
    assertThat(Found.in(judge(true))).isEmpty();

    run(toDate.formatted("4900D"));
    assertThat(Found.in(judge(true)))
        .containsExactly("demo_median_followers_by_age_group: rows 1/1");
  }

  private JsonNode judge(boolean bounded) {
    return judge(new Question(lake, lake, "demo", Limits.DEFAULT, Windows.DEFAULT, bounded, true));
  }

  private static JsonNode judge(Question question) {
    Functions.register(SPARK);
    Report report = new Report();
    InsightsJudge insights = new InsightsJudge(SPARK, question, report);
    insights.read();
    new Actual(SPARK, question).define(Question.POSTS);
    insights.judge();
    return report.json();
  }

  private void run(String statement) {
    SPARK.sql(statement.replaceAll("\\bdemo_\\w+", "delta.`" + lake + "/$0`"));
  }
}

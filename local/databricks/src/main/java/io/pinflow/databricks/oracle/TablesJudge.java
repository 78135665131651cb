package io.pinflow.databricks.oracle;

import static io.pinflow.databricks.oracle.Question.DEAD_LETTERS;
import static io.pinflow.databricks.oracle.Question.POSTS;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Works out from the sent records alone what the silver tables, posts and dead letters must hold.
 */
final class TablesJudge {

  private static final String POST_COLUMNS =
      "ind, category, poster_name, follower_count, country, `timestamp`, user_name, age,"
          + " date_joined";
  private static final String ONCE =
      """
      SELECT '%s' AS `table`, ind, count(*) AS rows FROM actual_%s
      GROUP BY ind HAVING count(*) > 1 OR ind IS NULL""";

  private final SparkSession spark;
  private final Question question;
  private final Comparison comparison;
  private final Report report;

  TablesJudge(SparkSession spark, Question question, Report report) {
    this.spark = spark;
    this.question = question;
    this.comparison = new Comparison(spark);
    this.report = report;
  }

  void judge() {
    Kept.define("sent", Sent.read(spark, question.sent().toString(), question.limits()));
    Actual actual = new Actual(spark, question);
    parts().forEach(part -> report.check(question.table(part) + ": columns", actual.define(part)));
    new Expected(spark).define();
    compareTables();
    parts().forEach(part -> LogCheck.check(question, part, report));
    count();
  }

  private static List<String> parts() {
    return Stream.concat(Expected.KINDS.stream(), Stream.of(POSTS, DEAD_LETTERS)).toList();
  }

  private void compareTables() {
    for (String kind : Expected.KINDS) {
      compare(kind, Cleaning.names(kind), "TABLE expected_" + kind, "TABLE actual_" + kind);
    }
    compare(POSTS, POST_COLUMNS, "TABLE expected_posts", "TABLE actual_posts");
    report.check(
        "posts = pins, geos and users of the tables, joined",
        comparison.difference(POST_COLUMNS, Expected.posts("actual"), "TABLE actual_posts"));
    checkOnce();
    checkArrival();
    compareDeadLetters();
  }

  private void compare(String part, String columns, String expected, String actual) {
    report.check(question.table(part) + ": rows", comparison.difference(columns, expected, actual));
  }

  private void checkOnce() {
    none(
        "each ind once",
        Stream.concat(Expected.KINDS.stream(), Stream.of(POSTS))
            .map(part -> ONCE.formatted(question.table(part), part))
            .collect(Collectors.joining("\nUNION ALL\n")));
  }

  private void checkArrival() {
    none(
        "posts: arrival_time not before that of any part",
        """
        SELECT ind, o.arrival_time AS post, p.arrival_time AS pin, g.arrival_time AS geo,
          u.arrival_time AS user
        FROM actual_posts o JOIN actual_pin p USING (ind) JOIN actual_geo g USING (ind)
          JOIN actual_user u USING (ind)
        WHERE (o.arrival_time >= greatest(p.arrival_time, g.arrival_time, u.arrival_time))
          IS NOT TRUE""");
  }

  private void compareDeadLetters() {
    DeadLetterColumns columns = new DeadLetterColumns(positionsKnown(), question.bounded());
    compare(
        DEAD_LETTERS,
        columns.names(),
        columns.of("expected_dead_letters"),
        columns.of("actual_dead_letters"));
    none(
        question.table(DEAD_LETTERS) + ": an incomplete post once",
        "SELECT ind, count(*) AS letters FROM actual_dead_letters"
            + " WHERE reason = 'unmatched_parts' GROUP BY ind HAVING count(*) > 1");
  }

  private boolean positionsKnown() {
    return number("SELECT count(*) FROM sent WHERE position IS NULL") == 0;
  }

  private void count() {
    Row counts = spark.sql(Expected.COUNTS).first();
    for (String name : counts.schema().fieldNames()) {
      report.count(name, counts.getAs(name));
    }
    long unaccounted = counts.getAs("unaccounted");
    ObjectNode findings = JsonNodeFactory.instance.objectNode();
    if (unaccounted != 0) {
      findings.put("unaccounted", unaccounted);
    }
    report.check("records = silver rows + repeats + dead letters", findings);
  }

  private void none(String check, String query) {
    report.check(check, Findings.rows(spark.sql(query)));
  }

  private long number(String query) {
    return spark.sql(query).first().getLong(0);
  }
}

package io.pinflow.databricks.oracle;

import static io.pinflow.databricks.oracle.Insight.POSTS_BY_CATEGORY_AND_YEAR;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Works out from the posts table alone what the tables of the insights must hold. */
final class InsightsJudge {

  private static final String GROUPED =
      """
      SELECT *, window.start AS window_start, window.end AS window_end,
        CASE WHEN year(`timestamp`) BETWEEN 2018 AND 2022 THEN year(`timestamp`) END AS post_year,
        CASE WHEN year(date_joined) BETWEEN 2015 AND 2020 THEN year(date_joined) END AS join_year,
        CASE WHEN age > 50 THEN '50+' WHEN age > 35 THEN '36-50' WHEN age > 24 THEN '25-35'
          WHEN age > 17 THEN '18-24' END AS age_group
      FROM (SELECT *, %s AS window FROM actual_posts)""";

  private final SparkSession spark;
  private final Question question;
  private final Report report;
  private final List<InsightTable> tables = InsightTable.all();
  private final Map<InsightTable, InsightRows> actual = new ConcurrentHashMap<>();
  private Row ends;

  InsightsJudge(SparkSession spark, Question question, Report report) {
    this.spark = spark;
    this.question = question;
    this.report = report;
  }

  /** Reads the tables as they are at this moment. */
  void read() {
    Actual reader = new Actual(spark, question);
    checkEach(
        "columns",
        table -> {
          ObjectNode findings = JsonNodeFactory.instance.objectNode();
          actual.put(
              table, InsightRows.of(table, reader.read(table.name(), table.schema(), findings)));
          return findings;
        });
  }

  /** Compares them with the view {@code actual_posts}. */
  void judge() {
    Kept.define(
        "judged_posts", spark.sql(GROUPED.formatted(question.windows().of("arrival_time"))));
    ends = spark.sql("SELECT min(window_start), max(window_end) FROM judged_posts").first();
    checkEach("rows", table -> actual.get(table).difference(expected(table)));
    tables.stream().filter(InsightTable::hasSketches).forEach(this::checkSketches);
    if (question.bounded()) {
      checkSums();
    }
    tables.forEach(table -> LogCheck.check(question, table.name(), report));
  }

  /** Works on the tables at the same time: planning a query costs more than these queries do. */
  private void checkEach(String name, Function<InsightTable, ObjectNode> check) {
    Map<InsightTable, ObjectNode> findings =
        tables.parallelStream().collect(Collectors.toConcurrentMap(Function.identity(), check));
    tables.forEach(
        table -> report.check(question.table(table.name()) + ": " + name, findings.get(table)));
  }

  private InsightRows expected(InsightTable table) {
    String end =
        end(table).map(time -> "TIMESTAMP '" + time + "'").orElse("CAST(NULL AS TIMESTAMP)");
    String posts =
        table.windowed()
            ? "(SELECT * FROM judged_posts WHERE window_end <= %s)".formatted(end)
            : """
              (SELECT *, %1$s AS as_of, TIMESTAMP '%2$s' AS counting_since
              FROM judged_posts WHERE arrival_time < %1$s)"""
                .formatted(end, ends.isNullAt(0) ? Instant.EPOCH : ends.getInstant(0));
    return InsightRows.of(table, spark.sql(table.expected(posts)));
  }

  /** When the job has ended, all windows are closed; else the table says how far it is. */
  private Optional<Instant> end(InsightTable table) {
    return question.bounded()
        ? Optional.ofNullable(ends.isNullAt(1) ? null : ends.getInstant(1))
        : actual.get(table).end();
  }

  private void checkSketches(InsightTable table) {
    report.check(
        question.table(table.name()) + ": sketches",
        Findings.of(actual.get(table).withOtherSketches()));
  }

  private void checkSums() {
    ObjectNode findings = JsonNodeFactory.instance.objectNode();
    Map<String, Long> windowed = sums(true);
    Map<String, Long> toDate = sums(false);
    if (!windowed.equals(toDate)) {
      findings.put("windowed", windowed.toString()).put("to_date", toDate.toString());
    }
    report.check(
        "sums of " + question.table(POSTS_BY_CATEGORY_AND_YEAR) + " over windows = to date",
        findings);
  }

  private Map<String, Long> sums(boolean windowed) {
    Map<String, Long> sums = new TreeMap<>();
    actual.forEach(
        (table, rows) -> {
          if (table.insight().name().equals(POSTS_BY_CATEGORY_AND_YEAR)
              && table.windowed() == windowed) {
            rows.rows()
                .forEach(
                    row ->
                        sums.merge(
                            row.get("post_year") + " " + row.get("category").asText(),
                            row.get("category_count").longValue(),
                            Long::sum));
          }
        });
    return sums;
  }
}

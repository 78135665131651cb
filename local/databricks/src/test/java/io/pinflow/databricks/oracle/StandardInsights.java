package io.pinflow.databricks.oracle;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/**
 * Six posts in two windows of an hour, and beside them the insights, worked out by hand: ties, a
 * user with two posts, a post on the edge of the windows, years out of range, and nulls.
 */
final class StandardInsights {

  private static final String FIRST =
      "TIMESTAMP '2026-01-01 00:00:00', TIMESTAMP '2026-01-01 01:00:00'";
  private static final String SECOND =
      "TIMESTAMP '2026-01-01 01:00:00', TIMESTAMP '2026-01-01 02:00:00'";
  private static final String TIMES =
      "TIMESTAMP '2026-01-01 02:00:00', TIMESTAMP '2026-01-01 00:00:00'";

  private final SparkSession spark;
  private final Path lake;

  private StandardInsights(SparkSession spark, Path lake) {
    this.spark = spark;
    this.lake = lake;
  }

  static void write(SparkSession spark, Path lake) {
    StandardInsights tables = new StandardInsights(spark, lake);
    tables.writePosts();
    tables.writeInsights();
    tables.writeMedians();
  }

  private void writePosts() {
    create(
        "posts",
        "ind INT, category STRING, poster_name STRING, follower_count INT, country STRING,"
            + " timestamp TIMESTAMP, user_name STRING, age INT, date_joined TIMESTAMP,"
            + " arrival_time TIMESTAMP",
        List.of(
            post("1, 'art', 'p', 100, 'Aruba', '2018-01-01', 'a', 18, '2015-01-01', '00:00'"),
            post("2, 'art', 'p', 300, 'Aruba', '2018-06-01', 'a', 18, '2015-01-01', '00:30'"),
            post("3, 'travel', 'q', 300, 'Aruba', '2019-01-01', 'b', 30, '2015-12-31', '00:59'"),
            post("4, 'travel', 'q', 200, 'Aruba', '2017-12-31', 'b', 30, '2015-12-31', '01:00'"),
            post("5, 'art', NULL, NULL, 'Benin', '2018-01-01', NULL, NULL, '2021-01-01', '01:10'"),
            post("6, 'art', 'r', 0, NULL, NULL, 'c', 51, NULL, '01:20'")));
  }

  private static String post(String values) {
    return values
        .replaceAll("('20..-..-..')", "TIMESTAMP $1")
        .replaceAll("'(..:..)'", "TIMESTAMP '2026-01-01 $1:00'");
  }

  private void writeInsights() {
    insight(
        "popular_category_by_country",
        "country STRING, category STRING, category_count BIGINT",
        List.of("'Aruba', 'art', 2", "'Aruba', 'travel', 2", "'Benin', 'art', 1"),
        List.of("'Aruba', 'art', 2"),
        List.of("'Aruba', 'travel', 1", "'Benin', 'art', 1"));
    for (String name : List.of("posts_by_category_and_year", "popular_category_by_year")) {
      insight(
          name,
          "post_year INT, category STRING, category_count BIGINT",
          List.of("2018, 'art', 3", "2019, 'travel', 1"),
          List.of("2018, 'art', 2", "2019, 'travel', 1"),
          List.of("2018, 'art', 1"));
    }
    for (String name : List.of("top_user_by_country", "country_of_top_user")) {
      insight(
          name,
          "country STRING, poster_name STRING, follower_count INT",
          List.of("'Aruba', 'p', 300", "'Aruba', 'q', 300"),
          List.of("'Aruba', 'p', 300", "'Aruba', 'q', 300"),
          List.of("'Aruba', 'q', 200"));
    }
    insight(
        "popular_category_by_age_group",
        "age_group STRING, category STRING, category_count BIGINT",
        List.of("'18-24', 'art', 2", "'25-35', 'travel', 2", "'50+', 'art', 1"),
        List.of("'18-24', 'art', 2", "'25-35', 'travel', 1"),
        List.of("'25-35', 'travel', 1", "'50+', 'art', 1"));
    insight(
        "users_joined_by_year",
        "join_year INT, number_users_joined BIGINT",
        List.of("2015, 2"),
        List.of("2015, 2"),
        List.of("2015, 1"));
  }

  private void writeMedians() {
    median(
        "age_group",
        "age_group STRING",
        List.of("'18-24', 200D", "'25-35', 250D", "'50+', 0D"),
        List.of("'18-24', 200D, " + sketch(2), "'25-35', 300D, " + sketch(1)),
        List.of("'25-35', 200D, " + sketch(1), "'50+', 0D, " + sketch(1)));
    median(
        "join_year",
        "join_year INT",
        List.of("2015, 250D"),
        List.of("2015, 300D, " + sketch(3)),
        List.of("2015, 200D, " + sketch(1)));
    median(
        "age_group_and_join_year",
        "age_group STRING, join_year INT",
        List.of("'18-24', 2015, 200D", "'25-35', 2015, 250D"),
        List.of("'18-24', 2015, 200D, " + sketch(2), "'25-35', 2015, 300D, " + sketch(1)),
        List.of("'25-35', 2015, 200D, " + sketch(1)));
  }

  /** A sketch's head and the count of posts beside it. */
  static String sketch(int posts) {
    byte[] count = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(posts).array();
    return posts == 1
        ? "X'02020F0400100800', 1"
        : "X'05010F0000100800" + HexFormat.of().formatHex(count) + "', " + posts;
  }

  private void median(
      String by, String groups, List<String> toDate, List<String> first, List<String> second) {
    String columns = groups + ", median_follower_count DOUBLE";
    String name = "median_followers_by_" + by;
    toDate(name, columns, toDate);
    windowed(name, columns + ", follower_sketch BINARY, post_count BIGINT", first, second);
  }

  private void insight(
      String name, String columns, List<String> toDate, List<String> first, List<String> second) {
    toDate(name, columns, toDate);
    windowed(name, columns, first, second);
  }

  private void toDate(String name, String columns, List<String> rows) {
    create(
        name,
        columns + ", as_of TIMESTAMP, counting_since TIMESTAMP",
        rows.stream().map(row -> row + ", " + TIMES).toList());
  }

  private void windowed(String name, String columns, List<String> first, List<String> second) {
    List<String> rows = new ArrayList<>();
    first.forEach(row -> rows.add(FIRST + ", " + row));
    second.forEach(row -> rows.add(SECOND + ", " + row));
    create(name + "_windowed", "window_start TIMESTAMP, window_end TIMESTAMP, " + columns, rows);
  }

  private void create(String name, String columns, List<String> rows) {
    String table = "delta.`" + lake.resolve("demo_" + name) + "`";
    spark.sql("CREATE TABLE " + table + " (" + columns + ") USING delta");
    spark.sql("INSERT INTO " + table + " VALUES (" + String.join("), (", rows) + ")");
  }
}

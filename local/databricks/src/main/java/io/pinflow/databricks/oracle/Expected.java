package io.pinflow.databricks.oracle;

import java.util.List;
import org.apache.spark.sql.SparkSession;

/**
 * What the tables must hold, as temporary views over the views {@code sent} and {@code
 * actual_<kind>}: {@code cleaned_<kind>}, {@code expected_<kind>}, {@code expected_posts}, {@code
 * expected_dead_letters}.
 */
final class Expected {

  static final List<String> KINDS = List.of("pin", "geo", "user");

  private static final String POSTS =
      """
      SELECT ind, category, poster_name, follower_count, country, `timestamp`,
        user_name, age, date_joined
      FROM %1$s_pin JOIN %1$s_geo USING (ind) JOIN %1$s_user USING (ind)""";

  private static final String UNMATCHED =
      """
      SELECT ind FROM (
        SELECT ind FROM expected_pin UNION ALL
        SELECT ind FROM expected_geo UNION ALL
        SELECT ind FROM expected_user)
      GROUP BY ind HAVING count(*) < 3""";

  /** Repeats are what the records leave when winners, conflicts and rejections are taken away. */
  static final String COUNTS =
      """
      WITH counts AS (
        SELECT (SELECT count(*) FROM sent) AS sent,
          (SELECT count(*) FROM actual_pin) + (SELECT count(*) FROM actual_geo)
            + (SELECT count(*) FROM actual_user) AS silver_rows,
          (SELECT count(*) FROM winner_pin) + (SELECT count(*) FROM winner_geo)
            + (SELECT count(*) FROM winner_user) AS winners,
          (SELECT count(*) FROM expected_dead_letters WHERE reason <> 'unmatched_parts')
            AS expected_letters,
          (SELECT count(*) FROM actual_dead_letters WHERE reason <> 'unmatched_parts')
            AS dead_letters,
          (SELECT count(*) FROM actual_posts) AS posts)
      SELECT sent, silver_rows, sent - winners - expected_letters AS repeats, dead_letters, posts,
        winners + expected_letters - silver_rows - dead_letters AS unaccounted
      FROM counts""";

  private final SparkSession spark;

  Expected(SparkSession spark) {
    this.spark = spark;
  }

  void define() {
    KINDS.forEach(this::define);
    view("expected_posts", posts("expected"));
    view("expected_dead_letters", deadLetters());
  }

  /** The posts that the silver tables {@code <side>_pin, _geo, _user} make up. */
  static String posts(String side) {
    return POSTS.formatted(side);
  }

  private void define(String kind) {
    view(
        "cleaned_" + kind,
        """
        SELECT channel, stream, `partition`, position, at, ind, struct(%s) AS cleaned
        FROM sent WHERE kind = '%s' AND reason IS NULL"""
            .formatted(Cleaning.expressions(kind), kind));
    view("winner_" + kind, winners(kind));
    view("expected_" + kind, "SELECT winner.* FROM winner_" + kind);
  }

  /**
   * The first delivery wins in each partition; between partitions there is no order, so that which
   * the table holds is taken, if it is one of those.
   */
  private static String winners(String kind) {
    return """
        WITH first AS (
          SELECT ind, min_by(cleaned, at) AS row
          FROM cleaned_%1$s GROUP BY ind, channel, stream, `partition`),
        candidates AS (SELECT ind, collect_set(row) AS rows FROM first GROUP BY ind),
        held AS (
          SELECT ind, collect_set(struct(%2$s)) AS rows FROM actual_%1$s GROUP BY ind)
        SELECT c.ind, coalesce(get(filter(c.rows, r -> array_contains(h.rows, r)), 0), c.rows[0])
          AS winner
        FROM candidates c LEFT JOIN held h ON c.ind = h.ind AND size(c.rows) > 1"""
        .formatted(kind, Cleaning.names(kind));
  }

  private static String deadLetters() {
    StringBuilder letters =
        new StringBuilder(
            """
            SELECT reason, kind, ind, channel, stream, `partition`, position, payload, payload_size
            FROM sent WHERE reason IS NOT NULL""");
    for (String kind : KINDS) {
      letters.append(
          """

          UNION ALL
          SELECT 'conflicting_duplicate', '%1$s', ind, channel, stream, `partition`, position,
            NULL, NULL
          FROM cleaned_%1$s JOIN winner_%1$s USING (ind) WHERE cleaned <> winner"""
              .formatted(kind));
    }
    return letters
        .append(
            """

            UNION ALL
            SELECT 'unmatched_parts', NULL, ind, NULL, NULL, NULL, NULL, NULL, NULL
            FROM (%s)"""
                .formatted(UNMATCHED))
        .toString();
  }

  private void view(String name, String query) {
    Kept.define(name, spark.sql(query));
  }
}

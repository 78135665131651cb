package io.pinflow.databricks.oracle;

import java.util.List;

/**
 * A question about posts and its answer in SQL.
 *
 * @param groups the columns that it is answered for, with their types
 * @param values the columns of the answer
 * @param windowedValues those that only the windowed table has
 * @param answer a query over {@code ${posts}} that groups by {@code ${scope}} too: the columns of
 *     the window or of the state
 */
record Insight(String name, String groups, String values, String windowedValues, String answer) {

  private static final String COUNT = "category_count BIGINT";

  static final String POSTS_BY_CATEGORY_AND_YEAR = "posts_by_category_and_year";

  static final List<Insight> ALL =
      List.of(
          popularCategory("popular_category_by_country", "country", "STRING"),
          new Insight(
              POSTS_BY_CATEGORY_AND_YEAR,
              "post_year INT, category STRING",
              COUNT,
              "",
              """
              SELECT ${scope}, post_year, category, count(*) AS category_count
              FROM ${posts} WHERE post_year IS NOT NULL AND category IS NOT NULL
              GROUP BY ${scope}, post_year, category"""),
          popularCategory("popular_category_by_year", "post_year", "INT"),
          topUser("top_user_by_country", "${scope}, country"),
          topUser("country_of_top_user", "${scope}"),
          popularCategory("popular_category_by_age_group", "age_group", "STRING"),
          medianFollowers("age_group", "age_group STRING"),
          new Insight(
              "users_joined_by_year",
              "join_year INT",
              "number_users_joined BIGINT",
              "",
              """
              SELECT ${scope}, join_year, count(*) AS number_users_joined FROM (
                SELECT DISTINCT ${scope}, join_year, user_name, age, date_joined
                FROM ${posts} WHERE join_year IS NOT NULL)
              GROUP BY ${scope}, join_year"""),
          medianFollowers("join_year", "join_year INT"),
          medianFollowers("age_group, join_year", "age_group STRING, join_year INT"));

  private static Insight popularCategory(String name, String group, String type) {
    return new Insight(
        name,
        group + " " + type + ", category STRING",
        COUNT,
        "",
        """
        SELECT * FROM (
          SELECT ${scope}, %1$s, category, count(*) AS category_count,
            rank() OVER (PARTITION BY ${scope}, %1$s ORDER BY count(*) DESC) AS place
          FROM ${posts} WHERE %1$s IS NOT NULL AND category IS NOT NULL
          GROUP BY ${scope}, %1$s, category)
        WHERE place = 1"""
            .formatted(group));
  }

  /** A poster has one row, with the highest count of any of its posts. */
  private static Insight topUser(String name, String among) {
    return new Insight(
        name,
        "country STRING, poster_name STRING",
        "follower_count INT",
        "",
        """
        SELECT * FROM (
          SELECT ${scope}, country, poster_name, max(follower_count) AS follower_count,
            rank() OVER (PARTITION BY %s ORDER BY max(follower_count) DESC) AS place
          FROM ${posts}
          WHERE country IS NOT NULL AND poster_name IS NOT NULL AND follower_count IS NOT NULL
          GROUP BY ${scope}, country, poster_name)
        WHERE place = 1"""
            .formatted(among));
  }

  /**
   * The exact median, and for a group of many different counts how far another may be from it: no
   * more than {@value Limits#RANK_ERROR} of the posts may lie between.
   */
  private static Insight medianFollowers(String by, String groups) {
    return new Insight(
        "median_followers_by_" + by.replace(", ", "_and_"),
        groups,
        "median_follower_count DOUBLE",
        "follower_sketch BINARY, post_count BIGINT",
        """
        SELECT ${scope}, %1$s, post_count, median[1] AS median_follower_count,
          IF(different > %3$d, median[0], NULL) AS lowest,
          IF(different > %3$d, median[2], NULL) AS highest
        FROM (
          SELECT ${scope}, %1$s, count(*) AS post_count,
            size(collect_set(follower_count)) AS different,
            percentile(follower_count, array(0.5 - %4$s, 0.5, 0.5 + %4$s)) AS median
          FROM ${posts} WHERE %2$s AND follower_count IS NOT NULL GROUP BY ${scope}, %1$s)"""
            .formatted(
                by,
                by.replace(", ", " IS NOT NULL AND ") + " IS NOT NULL",
                Limits.EXACT_COUNTS,
                Limits.RANK_ERROR));
  }
}

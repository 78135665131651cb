package io.pinflow.databricks.bench;

import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/** The eight questions to date, asked of the three cleaned tables as one batch. */
final class Questions {

  private static final String POSTS =
      """
      SELECT category, poster_name, follower_count, country, user_name, age, date_joined,
        CASE WHEN year(`timestamp`) BETWEEN 2018 AND 2022 THEN year(`timestamp`) END AS post_year,
        CASE WHEN year(date_joined) BETWEEN 2015 AND 2020 THEN year(date_joined) END AS join_year,
        CASE WHEN age BETWEEN 18 AND 24 THEN '18-24' WHEN age BETWEEN 25 AND 35 THEN '25-35'
          WHEN age BETWEEN 36 AND 50 THEN '36-50' WHEN age > 50 THEN '50+' END AS age_group
      FROM pins JOIN geos USING (ind) JOIN users USING (ind)""";

  private static final String COUNTED =
      """
      SELECT %1$s, category, count(*) AS category_count FROM posts
      WHERE %1$s IS NOT NULL AND category IS NOT NULL GROUP BY %1$s, category""";

  private static final String MOST =
      """
      SELECT %1$s, category, category_count FROM (
        SELECT *, rank() OVER (PARTITION BY %1$s ORDER BY category_count DESC) AS place
        FROM (%2$s))
      WHERE place = 1""";

  private static final String TOP =
      """
      SELECT country, poster_name, follower_count FROM (
        SELECT country, poster_name, max(follower_count) AS follower_count,
          rank() OVER (%s ORDER BY max(follower_count) DESC) AS place
        FROM posts
        WHERE country IS NOT NULL AND poster_name IS NOT NULL AND follower_count IS NOT NULL
        GROUP BY country, poster_name)
      WHERE place = 1""";

  private static final String MEDIAN =
      """
      SELECT %1$s, percentile(follower_count, 0.5) AS median_follower_count FROM posts
      WHERE %2$s AND follower_count IS NOT NULL GROUP BY %1$s""";

  /** By the name of the table that the answer goes to. */
  static final Map<String, String> ALL =
      Map.of(
          "popular_category_by_country",
          most("country"),
          "posts_by_category_and_year",
          COUNTED.formatted("post_year"),
          "popular_category_by_year",
          most("post_year"),
          "top_user_by_country",
          TOP.formatted("PARTITION BY country"),
          "country_of_top_user",
          TOP.formatted(""),
          "popular_category_by_age_group",
          most("age_group"),
          "median_followers_by_age_group",
          MEDIAN.formatted("age_group", "age_group IS NOT NULL"),
          "users_joined_by_year",
          """
          SELECT join_year, count(*) AS number_users_joined FROM (
            SELECT DISTINCT join_year, user_name, age, date_joined
            FROM posts WHERE join_year IS NOT NULL)
          GROUP BY join_year""",
          "median_followers_by_join_year",
          MEDIAN.formatted("join_year", "join_year IS NOT NULL"),
          "median_followers_by_age_group_and_join_year",
          MEDIAN.formatted(
              "age_group, join_year", "age_group IS NOT NULL AND join_year IS NOT NULL"));

  private final SparkSession spark;
  private final Path tables;

  Questions(SparkSession spark, Path tables) {
    this.spark = spark;
    this.tables = tables;
  }

  /** Joins the parts once, and answers side by side: planning takes longer than most answers do. */
  void ask() {
    for (String kind : new String[] {"pin", "geo", "user"}) {
      spark
          .read()
          .format("delta")
          .load(tables.resolve(kind + "_table").toString())
          .createOrReplaceTempView(kind + "s");
    }
    Dataset<Row> posts = spark.sql(POSTS).persist(StorageLevel.MEMORY_AND_DISK());
    posts.createOrReplaceTempView("posts");
    posts.count();
    ALL.entrySet().parallelStream()
        .forEach(
            question ->
                spark
                    .sql(question.getValue())
                    .coalesce(1)
                    .write()
                    .format("delta")
                    .save(tables.resolve(question.getKey()).toString()));
  }

  private static String most(String group) {
    return MOST.formatted(group, COUNTED.formatted(group));
  }
}

package io.pinflow.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The columns of the insights, as those who read the tables rely on them. */
public final class InsightColumns {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String COUNTED = "category string, category_count long";
  private static final String TOP = "country string, poster_name string, follower_count integer";
  private static final String MEDIAN = "median_follower_count double";

  private static final Map<String, String> INSIGHTS =
      Map.of(
          "popular_category_by_country", "country string, " + COUNTED,
          "posts_by_category_and_year", "post_year integer, " + COUNTED,
          "popular_category_by_year", "post_year integer, " + COUNTED,
          "top_user_by_country", TOP,
          "country_of_top_user", TOP,
          "popular_category_by_age_group", "age_group string, " + COUNTED,
          "median_followers_by_age_group", "age_group string, " + MEDIAN,
          "users_joined_by_year", "join_year integer, number_users_joined long",
          "median_followers_by_join_year", "join_year integer, " + MEDIAN,
          "median_followers_by_age_group_and_join_year",
              "age_group string, join_year integer, " + MEDIAN);

  private InsightColumns() {}

  /** By table, what its columns are to be: names and Delta's types, in order. */
  public static Map<String, String> expected() {
    Map<String, String> tables = new TreeMap<>();
    INSIGHTS.forEach(
        (insight, columns) -> {
          tables.put(insight, columns + ", as_of timestamp, counting_since timestamp");
          tables.put(
              insight + "_windowed",
              "window_start timestamp, window_end timestamp, "
                  + columns
                  + (columns.endsWith(MEDIAN) ? ", follower_sketch binary, post_count long" : ""));
        });
    return tables;
  }

  /** By table, what they are by its log. */
  public static Map<String, String> in(Landing landing) throws IOException {
    Map<String, String> tables = new TreeMap<>();
    for (String table : expected().keySet()) {
      tables.put(table, columns(landing.table(table)));
    }
    return tables;
  }

  private static String columns(Path table) throws IOException {
    Path first = table.resolve("_delta_log/00000000000000000000.json");
    List<String> columns = new ArrayList<>();
    for (String line : Files.readAllLines(first)) {
      JsonNode schema = JSON.readTree(line).at("/metaData/schemaString");
      if (schema.isTextual()) {
        for (JsonNode field : JSON.readTree(schema.textValue()).get("fields")) {
          columns.add(field.get("name").textValue() + " " + field.get("type").asText());
        }
      }
    }
    return String.join(", ", columns);
  }
}

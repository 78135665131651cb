package io.pinflow.databricks.bench;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_json;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;
import org.apache.spark.sql.types.StructType;

/**
 * A topic and the Delta table it is cleaned to, by Spark's own expressions.
 *
 * @param kind the end of the topic's name
 * @param fields of the JSON
 * @param columns of the table over {@code json} and {@code arrival_time}
 */
record CleanedTopic(String kind, String fields, List<String> columns) {

  private static final String IND = "coalesce(json.ind, json.index) AS ind";

  static final List<CleanedTopic> ALL =
      List.of(
          new CleanedTopic(
              "pin",
              "ind INT, index INT, unique_id STRING, title STRING, description STRING,"
                  + " poster_name STRING, follower_count STRING, tag_list STRING,"
                  + " is_image_or_video STRING, image_src STRING, save_location STRING,"
                  + " category STRING",
              List.of(
                  IND,
                  text("unique_id"),
                  text("title", "No Title Data Available"),
                  text(
                      "description",
                      "No description available Story format",
                      "No description available",
                      "Untitled"),
                  followers(),
                  text("poster_name", "User Info Error"),
                  text("tag_list", "N,o, ,T,a,g,s, ,A,v,a,i,l,a,b,l,e", "No Tags Available"),
                  text("is_image_or_video"),
                  text("image_src", "Image src error.", "Image src error"),
                  "replace(trim(json.save_location), 'Local save in ', '') AS save_location",
                  text("category"),
                  "arrival_time")),
          new CleanedTopic(
              "geo",
              "ind INT, index INT, country STRING, latitude STRING, longitude STRING,"
                  + " timestamp STRING",
              List.of(IND, text("country"), coordinates(), instant("timestamp"), "arrival_time")),
          new CleanedTopic(
              "user",
              "ind INT, index INT, first_name STRING, last_name STRING, age INT,"
                  + " date_joined STRING",
              List.of(
                  IND,
                  "concat_ws(' ', %s, %s) AS user_name"
                      .formatted(cleaned("first_name"), cleaned("last_name")),
                  "CASE WHEN json.age BETWEEN 0 AND 130 THEN json.age END AS age",
                  instant("date_joined"),
                  "arrival_time")));

  /** Starts to clean all that is in the topic now. */
  StreamingQuery start(SparkSession spark, String bootstrapServers, String prefix, Path folder)
      throws Exception {
    return spark
        .readStream()
        .format("kafka")
        .option("kafka.bootstrap.servers", bootstrapServers)
        .option("subscribe", prefix + kind)
        .option("startingOffsets", "earliest")
        .load()
        .select(
            from_json(col("value").cast("string"), StructType.fromDDL(fields)).as("json"),
            col("timestamp").as("arrival_time"))
        .selectExpr(columns.toArray(String[]::new))
        .writeStream()
        .format("delta")
        .option("checkpointLocation", folder.resolve("checkpoints/" + kind).toString())
        .trigger(Trigger.AvailableNow())
        .start(folder.resolve("tables/" + kind + "_table").toString());
  }

  private static String text(String name, String... placeholders) {
    return cleaned(name, placeholders) + " AS " + name;
  }

  private static String cleaned(String name, String... placeholders) {
    StringBuilder values = new StringBuilder();
    for (String placeholder : placeholders) {
      values.append(", '").append(placeholder).append('\'');
    }
    String value = "trim(json." + name + ")";
    String own = placeholders.length == 0 ? "" : value + " IN (" + values.substring(2) + ") OR ";
    return "CASE WHEN %slower(%s) IN ('', 'null', 'none', 'nan', 'n/a') THEN NULL ELSE %2$s END"
        .formatted(own, value);
  }

  /** Digits, or digits and a suffix: all that the generated posts have. */
  private static String followers() {
    String value = "trim(json.follower_count)";
    String number = "try_cast(left(%1$s, length(%1$s) - 1) AS DOUBLE)".formatted(value);
    return """
        CAST(CASE lower(right(%1$s, 1))
          WHEN 'k' THEN %2$s * 1e3 WHEN 'm' THEN %2$s * 1e6 WHEN 'b' THEN %2$s * 1e9
          ELSE try_cast(%1$s AS DOUBLE) END AS INT) AS follower_count"""
        .formatted(value, number);
  }

  private static String coordinates() {
    String latitude = "try_cast(json.latitude AS DOUBLE)";
    String longitude = "try_cast(json.longitude AS DOUBLE)";
    return "CASE WHEN %1$s BETWEEN -90D AND 90D AND %2$s BETWEEN -180D AND 180D THEN array(%1$s, %2$s) END AS coordinates"
        .formatted(latitude, longitude);
  }

  private static String instant(String name) {
    return "coalesce(try_cast(json.%1$s AS TIMESTAMP), try_to_timestamp(json.%1$s, 'MM/dd/yyyy, HH:mm:ss')) AS %1$s"
        .formatted(name);
  }
}

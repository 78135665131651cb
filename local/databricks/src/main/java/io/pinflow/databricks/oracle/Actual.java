package io.pinflow.databricks.oracle;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** The job's tables, as temporary views {@code actual_<part>}. */
final class Actual {

  /** Columns of the tables that hold records, in order; what a reader may rely on. */
  private static final Map<String, String> SCHEMAS =
      Map.of(
          "pin",
          "ind INT, unique_id STRING, title STRING, description STRING, follower_count INT,"
              + " poster_name STRING, tag_list STRING, is_image_or_video STRING,"
              + " image_src STRING, save_location STRING, category STRING,"
              + " arrival_time TIMESTAMP",
          "geo",
          "ind INT, country STRING, coordinates ARRAY<DOUBLE>, timestamp TIMESTAMP,"
              + " arrival_time TIMESTAMP",
          "user",
          "ind INT, user_name STRING, age INT, date_joined TIMESTAMP, arrival_time TIMESTAMP",
          Question.POSTS,
          "ind INT, category STRING, poster_name STRING, follower_count INT, country STRING,"
              + " timestamp TIMESTAMP, user_name STRING, age INT, date_joined TIMESTAMP,"
              + " arrival_time TIMESTAMP",
          Question.DEAD_LETTERS,
          "reason STRING, detail STRING, kind STRING, channel STRING, stream STRING,"
              + " partition STRING, position STRING, arrival_time TIMESTAMP, ind INT,"
              + " payload BINARY, payload_size BIGINT");

  private final SparkSession spark;
  private final Question question;

  Actual(SparkSession spark, Question question) {
    this.spark = spark;
    this.question = question;
  }

  /**
   * Defines the view of a table, an empty one if the table is missing or has other columns, which
   * is the finding.
   */
  ObjectNode define(String part) {
    ObjectNode findings = JsonNodeFactory.instance.objectNode();
    Kept.define("actual_" + part, read(part, StructType.fromDDL(SCHEMAS.get(part)), findings));
    return findings;
  }

  /** The rows of a table; none, and a finding, if it is missing or has other columns. */
  Dataset<Row> read(String part, StructType wanted, ObjectNode findings) {
    if (!Files.isDirectory(question.folder(part).resolve("_delta_log"))) {
      findings.put("missing", question.folder(part).toString());
      return spark.createDataFrame(List.of(), wanted);
    }
    Dataset<Row> table = rows(part);
    if (!columns(table.schema()).equals(columns(wanted))) {
      findings.put("expected", columns(wanted)).put("actual", columns(table.schema()));
      return spark.createDataFrame(List.of(), wanted);
    }
    return table;
  }

  private Dataset<Row> rows(String part) {
    Path table = question.folder(part);
    return Optional.of(table)
        .filter(any -> question.byLog() && !part.equals(Question.POSTS))
        .flatMap(any -> LogCheck.rows(spark, any))
        .orElseGet(() -> spark.read().format("delta").load(table.toString()));
  }

  private static String columns(StructType schema) {
    return String.join(
        ", ",
        List.of(schema.fields()).stream()
            .map(field -> field.name() + " " + field.dataType().simpleString())
            .toList());
  }
}

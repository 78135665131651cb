package io.pinflow.databricks.bench;

import io.pinflow.databricks.Arguments;
import io.pinflow.databricks.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * How long after their arrival the rows of a lake came to be seen: when the commit was written that
 * added their file. Rows of the first half, while the job's code is still being compiled, and of
 * the last twentieth, as it ends, do not count.
 */
public final class Freshness {

  private static final List<String> TABLES =
      List.of("pin_table", "geo_table", "user_table", "posts");

  private static final String PERCENTILES =
      """
      WITH rows AS (
        SELECT arrival_time, percent_rank() OVER (ORDER BY arrival_time) AS place,
          (unix_millis(seen) - unix_millis(arrival_time)) / 1000D AS age
        FROM %s)
      SELECT count(*), percentile(age, 0.5), percentile(age, 0.99), max(age)
      FROM rows WHERE place BETWEEN 0.5 AND 0.95""";

  private final SparkSession spark;

  private Freshness(SparkSession spark) {
    this.spark = spark;
  }

  /** {@code --lake PATH}. */
  public static void main(String[] line) throws IOException {
    Arguments arguments = Arguments.parse(line, Set.of("--lake"), Set.of());
    Path lake = Path.of(arguments.get("--lake", ""));
    try (SparkSession spark = Workspace.openForMany(2)) {
      for (String table : TABLES) {
        Row row = new Freshness(spark).of(lake.resolve(table));
        System.out.printf(
            "%-12s %,9d rows  p50 %5.2f s  p99 %5.2f s  max %5.2f s%n",
            table, row.getLong(0), row.getDouble(1), row.getDouble(2), row.getDouble(3));
      }
    }
  }

  private Row of(Path table) throws IOException {
    spark
        .read()
        .schema("add STRUCT<path STRING, dataChange BOOLEAN>")
        .json(commits(table))
        .selectExpr(
            "add.path AS path",
            "add.dataChange AS added",
            "_metadata.file_modification_time AS seen")
        .where("added")
        .createOrReplaceTempView("commits");
    String[] files =
        spark.sql("SELECT path FROM commits").collectAsList().stream()
            .map(row -> table.resolve(row.getString(0)).toString())
            .toArray(String[]::new);
    spark
        .read()
        .parquet(files)
        .selectExpr("arrival_time", "_metadata.file_name AS path")
        .createOrReplaceTempView("added");
    return spark
        .sql(PERCENTILES.formatted("(SELECT * FROM added JOIN commits USING (path))"))
        .first();
  }

  private static String[] commits(Path table) throws IOException {
    try (Stream<Path> log = Files.list(table.resolve("_delta_log"))) {
      return log.map(Path::toString).filter(name -> name.endsWith(".json")).toArray(String[]::new);
    }
  }
}

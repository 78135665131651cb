package io.pinflow.databricks.bench;

import io.pinflow.databricks.Arguments;
import io.pinflow.databricks.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;

/**
 * What one would write for Spark in place of the job: Structured Streaming cleans three Kafka
 * topics to three Delta tables, then a batch asks the eight questions of all that is there.
 *
 * <p>It does less than the job: repeats stay, nothing is archived, what cannot be decoded is lost,
 * and there are no windows.
 */
public final class CleanAndAsk {

  private CleanAndAsk() {}

  /** {@code --bootstrap-servers S --topic-prefix S --folder PATH --parallelism N}. */
  public static void main(String[] line) throws Exception {
    Arguments arguments =
        Arguments.parse(
            line,
            Set.of("--bootstrap-servers", "--topic-prefix", "--folder", "--parallelism"),
            Set.of());
    Path folder = Path.of(arguments.get("--folder", ""));
    try (SparkSession spark = Workspace.openForMany(arguments.number("--parallelism", 2))) {
      clean(spark, arguments, folder);
      new Questions(spark, folder.resolve("tables")).ask();
    }
  }

  private static void clean(SparkSession spark, Arguments arguments, Path folder) throws Exception {
    List<StreamingQuery> queries = new ArrayList<>();
    for (CleanedTopic topic : CleanedTopic.ALL) {
      queries.add(
          topic.start(
              spark,
              arguments.get("--bootstrap-servers", ""),
              arguments.get("--topic-prefix", ""),
              folder));
    }
    for (StreamingQuery query : queries) {
      query.awaitTermination();
    }
  }
}

package io.pinflow.databricks.bench;

import io.pinflow.databricks.Arguments;
import io.pinflow.databricks.Workspace;
import java.io.IOException;
import java.util.Set;
import org.apache.spark.sql.SparkSession;

/**
 * Runs statements in turn, all of them as often as there are rounds, and prints how long each took.
 */
public final class TimedSql {

  private TimedSql() {}

  /** {@code [--rounds N] [--parallelism N] STATEMENT…}; both are 1 unless given. */
  public static void main(String[] line) throws IOException {
    Arguments arguments = Arguments.parse(line, Set.of("--rounds", "--parallelism"), Set.of());
    try (SparkSession spark = Workspace.openForMany(arguments.number("--parallelism", 1))) {
      for (int round = 0; round < arguments.number("--rounds", 1); round++) {
        for (String statement : arguments.words()) {
          long start = System.nanoTime();
          spark.sql(statement).collectAsList();
          System.out.printf("Spark: %d ms%n", (System.nanoTime() - start) / 1_000_000);
        }
      }
    }
  }
}

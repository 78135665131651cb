package io.pinflow.databricks;

import com.fasterxml.jackson.databind.JsonNode;
import io.pinflow.databricks.oracle.Judge;
import io.pinflow.databricks.oracle.Limits;
import io.pinflow.databricks.oracle.Question;
import io.pinflow.databricks.oracle.Report;
import io.pinflow.databricks.oracle.Windows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.apache.spark.sql.SparkSession;

/**
 * Compares the tables of a lake with what the records that were sent must have given, and the
 * insights with what the posts table must have given.
 */
public final class Oracle {

  private static final String USAGE =
      """
      usage: local/databricks/oracle --sent PATH [--lake PATH] [--prefix P] [--live]
        --sent PATH   folder of *.jsonl: the records as they were sent
        --lake PATH   folder of Delta tables; by default the one local/demo fills
        --prefix P    of the tables' names
        --live        the job still runs: incomplete posts need not be reported yet,
                      and the windows closed so far are compared
        --max-bytes N, --max-depth N, --window-size D, --window-offset D
                      as the job is configured (1048576, 100, 1 h, 0 s)""";

  private Oracle() {}

  /** Prints the report; exits 0 if there is no difference, 1 if there is one, 2 on a wrong call. */
  public static void main(String[] line) throws IOException {
    Question question = null;
    try {
      question = question(line);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage() + "\n" + USAGE);
      System.exit(2);
    }
    try (SparkSession spark = Workspace.open()) {
      Report report = Judge.judge(spark, question);
      Terminal.out().println(report.json().toPrettyString());
      System.exit(report.ok() ? 0 : 1);
    }
  }

  private static Question question(String[] line) {
    Arguments arguments =
        Arguments.parse(
            line,
            Set.of(
                "--sent",
                "--lake",
                "--prefix",
                "--max-bytes",
                "--max-depth",
                "--window-size",
                "--window-offset"),
            Set.of("--live"));
    if (!arguments.has("--sent")) {
      throw new IllegalArgumentException("which records? --sent is missing");
    }
    return new Question(
        Path.of(arguments.get("--sent", "")),
        arguments.lake().root(),
        arguments.get("--prefix", ""),
        new Limits(
            arguments.number("--max-bytes", Limits.DEFAULT.maxBytes()),
            arguments.number("--max-depth", Limits.DEFAULT.maxDepth())),
        Windows.of(arguments.get("--window-size", null), arguments.get("--window-offset", null)),
        !arguments.has("--live"),
        false);
  }

  /**
   * {@code {"sent": …, "lake": …, "prefix": …}}, and {@code live, byLog, maxBytes, maxDepth,
   * windowSize, windowOffset} if need be.
   */
  static Question question(JsonNode request) {
    return new Question(
        Path.of(request.required("sent").textValue()),
        Path.of(request.required("lake").textValue()),
        request.path("prefix").asText(""),
        new Limits(
            request.path("maxBytes").asInt(Limits.DEFAULT.maxBytes()),
            request.path("maxDepth").asInt(Limits.DEFAULT.maxDepth())),
        Windows.of(
            request.path("windowSize").textValue(), request.path("windowOffset").textValue()),
        !request.path("live").asBoolean(false),
        request.path("byLog").asBoolean(false));
  }
}

package io.pinflow.databricks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pinflow.databricks.oracle.Judge;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;

/**
 * Spark as a process that others talk to: a line of JSON on standard input is a request, a line of
 * JSON on standard output its answer; it ends with its input.
 *
 * <p>{@code {"sql": "SELECT …"}} is answered by {@code {"columns": […], "types": […], "rows": [[…],
 * …], "filesRead": n}} with the values of {@link Values}, Spark's names of types and the files that
 * its scans opened by their own count; {@code {"script": "…; …"}} by {@code {"answers": […]}}, one
 * such answer a statement; anything that fails by {@code {"error": "…"}}. Every request sees the
 * latest versions of the tables.
 */
public final class Serve {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final SparkSession spark;

  private Serve(SparkSession spark) {
    this.spark = spark;
  }

  /** Says {@code {"ready": true}} once Spark is up. */
  public static void main(String[] line) throws IOException {
    PrintStream answers = Terminal.out();
    // whatever a library prints must not stand between two answers
    System.setOut(System.err);
    try (SparkSession spark = Workspace.open();
        BufferedReader requests =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      Serve serve = new Serve(spark);
      answers.println("{\"ready\":true}");
      for (String request; (request = requests.readLine()) != null; ) {
        answers.println(serve.answer(request));
      }
    }
  }

  private ObjectNode answer(String request) {
    try {
      Workspace.forgetTables(spark);
      return answer(JSON.readTree(request));
    } catch (Exception e) {
      return JSON.createObjectNode().put("error", Problems.message(e));
    }
  }

  private ObjectNode answer(JsonNode request) {
    if (request.has("sql")) {
      return rows(spark.sql(request.get("sql").textValue()));
    }
    if (request.has("script")) {
      ObjectNode answer = JSON.createObjectNode();
      ArrayNode answers = answer.putArray("answers");
      for (String statement : Statements.parse(request.get("script").textValue())) {
        answers.add(rows(spark.sql(statement)));
      }
      return answer;
    }
    if (request.has("oracle")) {
      return JSON.createObjectNode()
          .set("report", Judge.judge(spark, Oracle.question(request.get("oracle"))).json());
    }
    throw new IllegalArgumentException(
        "a request holds \"sql\", \"script\" or \"oracle\", not " + request);
  }

  private static ObjectNode rows(Dataset<Row> result) {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode columns = answer.putArray("columns");
    ArrayNode types = answer.putArray("types");
    for (StructField field : result.schema().fields()) {
      columns.add(field.name());
      types.add(field.dataType().simpleString());
    }
    ArrayNode rows = answer.putArray("rows");
    Arrays.stream((Row[]) result.collect()).map(Values::array).forEach(rows::add);
    return answer.put("filesRead", ScannedFiles.count(result.queryExecution().executedPlan()));
  }
}

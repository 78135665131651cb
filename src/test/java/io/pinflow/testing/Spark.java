package io.pinflow.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads Delta tables with Spark, which runs in a process of its own: one for all tests of a JVM,
 * started at the first call and ended with the JVM. Every call sees the latest versions.
 *
 * <p>Calls of several threads wait for each other. Needs {@code local/databricks} built, which the
 * reactor does before {@code flink-app}.
 */
public final class Spark {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static Spark running;

  private final BufferedWriter requests;
  private final BufferedReader answers;
  private final Path log;

  private Spark(Process process, Path log) {
    requests = process.outputWriter(StandardCharsets.UTF_8);
    answers = process.inputReader(StandardCharsets.UTF_8);
    this.log = log;
  }

  /**
   * The rows a statement gives; tables are named by {@link #table}. Values are of the Java type of
   * their column: {@code Integer}, {@code Long}, {@code Double}, {@code BigDecimal}, {@code
   * Boolean}, {@code String}, {@code Instant}, {@code LocalDate}, {@code byte[]}, {@code List} for
   * arrays; structs and maps stay {@link JsonNode}s.
   *
   * @throws IllegalStateException if Spark refuses the statement, with its reason
   */
  public static List<List<Object>> sql(String statement) {
    return rows(ask(JSON.createObjectNode().put("sql", statement)));
  }

  /** What each statement of a script gives, in order. */
  public static List<List<List<Object>>> script(String statements) {
    List<List<List<Object>>> answers = new ArrayList<>();
    ask(JSON.createObjectNode().put("script", statements))
        .get("answers")
        .forEach(answer -> answers.add(rows(answer)));
    return answers;
  }

  private static List<List<Object>> rows(JsonNode answer) {
    List<List<Object>> rows = new ArrayList<>();
    for (JsonNode row : answer.get("rows")) {
      List<Object> values = new ArrayList<>();
      for (int column = 0; column < row.size(); column++) {
        String type = answer.get("types").get(column).textValue();
        values.add(SparkValues.value(type, row.get(column)));
      }
      rows.add(values);
    }
    return rows;
  }

  /** How many data files Spark opened to answer a statement, as its scans count them. */
  public static long filesRead(String statement) {
    return ask(JSON.createObjectNode().put("sql", statement)).get("filesRead").longValue();
  }

  /** The named columns of all rows of a table. */
  public static List<List<Object>> select(String columns, Path table) {
    return sql("SELECT " + columns + " FROM " + table(table));
  }

  /** How many rows a table holds. */
  public static long count(Path table) {
    return (Long) select("count(*)", table).get(0).get(0);
  }

  /**
   * Compares the tables of a lake with what the sent records must have given: whole tables, the
   * dead letters, the posts, the accounting, the insights of these posts, and the Delta logs.
   *
   * @param sent folder of {@code *.jsonl}: {@code kind, channel, stream, partition, position,
   *     timestamp, payload_base64}, those of a partition in one file in the order of sending
   * @return {@code ok}, {@code counts} and {@code checks}; the latter show the first differences
   */
  public static JsonNode oracle(Path sent, Path lake, String prefix) {
    return oracle(
        JSON.createObjectNode()
            .put("sent", sent.toAbsolutePath().toString())
            .put("lake", lake.toAbsolutePath().toString())
            .put("prefix", prefix));
  }

  /**
   * As {@link #oracle(Path, Path, String)}, with {@code live} (true: incomplete posts need not be
   * reported yet), {@code byLog} (true: all but the posts is read from the files that commits name,
   * without Delta's reader), {@code maxBytes}, {@code maxDepth}, {@code windowSize} and {@code
   * windowOffset} beside the three, as the job has them.
   */
  public static JsonNode oracle(ObjectNode question) {
    return ask(JSON.createObjectNode().set("oracle", question)).get("report");
  }

  /** A table as a statement names it. */
  public static String table(Path folder) {
    return "delta.`" + folder.toAbsolutePath() + "`";
  }

  private static synchronized JsonNode ask(ObjectNode request) {
    try {
      if (running == null) {
        running = start();
      }
      JsonNode answer = running.exchange(request);
      if (answer.has("error")) {
        throw new IllegalStateException(answer.get("error").textValue() + "\nasked: " + request);
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonNode exchange(ObjectNode request) throws IOException {
    requests.write(request.toString());
    requests.newLine();
    requests.flush();
    return answer();
  }

  private JsonNode answer() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("Spark has ended; see " + log);
    }
    return JSON.readTree(line);
  }

  private static Spark start() throws IOException {
    Path home = Repository.home();
    Path target = home.resolve("local/databricks/target");
    Path log = target.resolve("serve.log");
    ProcessBuilder builder = new ProcessBuilder(command(home, target));
    // names of files may hold anything
    builder.environment().put("LC_ALL", "C.UTF-8");
    Process process = builder.redirectError(Redirect.appendTo(log.toFile())).start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    Spark spark = new Spark(process, log);
    spark.answer();
    return spark;
  }

  private static List<String> command(Path home, Path target) throws IOException {
    Path classpath = target.resolve("classpath");
    if (!Files.exists(classpath)) {
      throw new IOException(
          "local/databricks is not built: run mvn -pl local/databricks process-classes");
    }
    return List.of(
        ProcessHandle.current().info().command().orElse("java"),
        "@" + home.resolve("conf/jvm.options"),
        "-Xmx" + System.getProperty("spark.heap", "1g"),
        "-XX:+UseSerialGC",
        // a few rows a query: compiling for speed costs more than it gives
        "-XX:TieredStopAtLevel=1",
        "-XX:ReservedCodeCacheSize=240m",
        "-Dpinflow.log.level=warn",
        "-cp",
        target.resolve("classes") + ":" + Files.readString(classpath).strip(),
        "io.pinflow.databricks.Serve");
  }
}

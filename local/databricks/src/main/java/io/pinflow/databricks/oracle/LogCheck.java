package io.pinflow.databricks.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * Reads a table's commits one by one, as no reader of tables does: versions without a gap, no file
 * added while it is live, every live file there and as long as the log says.
 */
final class LogCheck {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int VERSION_DIGITS = 20;

  private final Path table;
  private final ArrayNode problems = JsonNodeFactory.instance.arrayNode();

  /** Live files by path, with their sizes. */
  private final Map<String, Long> live = new HashMap<>();

  private String schema;

  private LogCheck(Path table) {
    this.table = table;
  }

  /** Reports on the log of the table that holds {@code part}. */
  static void check(Question question, String part, Report report) {
    report.check(question.table(part) + ": log", problems(question.folder(part)));
  }

  /** The {@code problems} of a table's log; empty if there are none. */
  static ObjectNode problems(Path table) {
    LogCheck check = new LogCheck(table);
    try {
      check.read();
    } catch (IOException e) {
      check.problems.add(e.toString());
    }
    ObjectNode found = JsonNodeFactory.instance.objectNode();
    if (!check.problems.isEmpty()) {
      found.set("problems", check.problems);
    }
    return found;
  }

  /**
   * The rows of a table, from the files that its commits name: what Delta's reader gives, without
   * the jobs that Spark starts to find them. Nothing if the commits alone do not tell.
   */
  static Optional<Dataset<Row>> rows(SparkSession spark, Path table) {
    LogCheck log = new LogCheck(table);
    try {
      log.readCommits();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!log.problems.isEmpty() || log.schema == null) {
      return Optional.empty();
    }
    StructType schema = (StructType) DataType.fromJson(log.schema);
    String[] files = log.live.keySet().stream().map(log::file).toArray(String[]::new);
    return Optional.of(
        files.length == 0
            ? spark.createDataFrame(List.of(), schema)
            : spark.read().schema(schema).parquet(files));
  }

  private void read() throws IOException {
    readCommits();
    for (Map.Entry<String, Long> file : live.entrySet()) {
      checkFile(file.getKey(), file.getValue());
    }
  }

  private void readCommits() throws IOException {
    List<Long> versions = versions(".json");
    checkContiguous(versions);
    for (long version : versions) {
      readCommit(version);
    }
  }

  private List<Long> versions(String suffix) throws IOException {
    try (Stream<Path> files = Files.list(log())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches("\\d{20}\\..*") && name.endsWith(suffix))
          .map(name -> Long.valueOf(name.substring(0, VERSION_DIGITS)))
          .distinct()
          .sorted()
          .toList();
    }
  }

  private void checkContiguous(List<Long> versions) throws IOException {
    long next = versions.isEmpty() ? 0 : versions.get(0);
    // a log that was cleaned starts at a checkpoint
    long before = next - 1;
    if (versions.isEmpty()
        || next > 0
            && versions(".parquet").stream().noneMatch(checkpoint -> checkpoint >= before)) {
      problems.add("no version 0");
    }
    for (long version : versions) {
      if (version != next) {
        problems.add("no version " + next + " before " + version);
      }
      next = version + 1;
    }
  }

  private void readCommit(long version) throws IOException {
    try (BufferedReader commit =
        Files.newBufferedReader(log().resolve("%020d.json".formatted(version)))) {
      for (String line; (line = commit.readLine()) != null; ) {
        JsonNode action = JSON.readTree(line);
        if (action.has("remove")) {
          live.remove(action.at("/remove/path").textValue());
        } else if (action.has("add")) {
          add(version, action.get("add"));
        } else if (action.has("metaData")) {
          schema = action.at("/metaData/schemaString").textValue();
        }
      }
    }
  }

  private void add(long version, JsonNode add) {
    String path = add.get("path").textValue();
    if (live.put(path, add.get("size").longValue()) != null) {
      problems.add("version " + version + " adds a live file again: " + path);
    }
  }

  private void checkFile(String path, long size) throws IOException {
    Path file = Path.of(file(path));
    if (!Files.exists(file)) {
      problems.add("gone: " + path);
    } else if (Files.size(file) != size) {
      problems.add("%s has %d bytes, not %d".formatted(path, Files.size(file), size));
    }
  }

  private String file(String path) {
    URI uri = URI.create(path);
    return (uri.isAbsolute() ? Path.of(uri) : table.resolve(uri.getPath())).toString();
  }

  private Path log() {
    return table.resolve("_delta_log");
  }
}

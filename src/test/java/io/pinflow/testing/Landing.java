package io.pinflow.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pinflow.testing.LocalStack.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Where a job writes to: tables, archive and dead letters, as folders this test can read. */
public final class Landing {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PREFIX = "it";

  private final String root;
  private final Path folder;
  private final Map<String, String> storage;

  private Landing(String root, Path folder, Map<String, String> storage) {
    this.root = root;
    this.folder = folder;
    this.storage = storage;
  }

  /** In a local folder. */
  public static Landing in(Path folder) {
    return new Landing(folder.toUri().toString().replaceAll("/$", ""), folder, Map.of());
  }

  /** In a bucket of its own. */
  public static Landing onS3() throws IOException {
    return onS3(LocalStack.with(Service.S3).createBucket("landing"));
  }

  /** In a bucket of its own, whose log is written through another endpoint. */
  public static Landing onS3Behind(String endpoint) throws IOException {
    return onS3(LocalStack.with(Service.S3).createBucket("landing"), endpoint);
  }

  /** In this bucket. */
  static Landing onS3(String bucket) throws IOException {
    return onS3(bucket, LocalStack.with(Service.S3).s3Endpoint());
  }

  private static Landing onS3(String bucket, String endpoint) throws IOException {
    LocalStack stack = LocalStack.with(Service.S3);
    return new Landing(
        "s3://" + bucket,
        stack.bucketFolder(bucket),
        Map.of(
            "s3.endpoint",
            endpoint,
            "s3.region",
            LocalStack.REGION,
            "s3.path-style-access",
            "true"));
  }

  /** Adds the configuration groups that write here. */
  void addTo(Map<String, Map<String, String>> groups) {
    Map<String, String> lake = new HashMap<>(storage);
    lake.put("path", root + "/lake");
    lake.put("table-prefix", PREFIX);
    groups.put("lake", lake);
    groups.put("archive", Map.of("path", root + "/archive"));
    groups.put("dead-letters", Map.of("path", root + "/dead-letters"));
  }

  /** The folder of a table, such as {@code pin_table} or {@code posts}. */
  public Path table(String name) {
    return folder.resolve("lake").resolve(PREFIX + "_" + name);
  }

  public Path archive() {
    return folder.resolve("archive");
  }

  public Path deadLetters() {
    return folder.resolve("dead-letters");
  }

  /** Asserts that the tables are what the records sent give, by the oracle, every row. */
  public JsonNode assertHolds(Feed feed) {
    return assertHolds(feed, JSON.createObjectNode());
  }

  /**
   * @param more of the oracle's question: {@code live} if incomplete posts need not be reported,
   *     {@code windowSize} and {@code windowOffset} if the job has others than by default, {@code
   *     byLog} false if Delta's reader shall read more than the posts
   */
  public JsonNode assertHolds(Feed feed, ObjectNode more) {
    JsonNode report =
        Spark.oracle(
            JSON.createObjectNode()
                .put("byLog", true)
                .put("sent", feed.sent().toString())
                .put("lake", folder.resolve("lake").toString())
                .put("prefix", PREFIX)
                .setAll(more));
    assertThat(report.get("ok").booleanValue()).as(report.toPrettyString()).isTrue();
    return report;
  }

  /** Rows of a table that its log says are live, without Spark; none before there is a table. */
  public long rows(String table) {
    Map<String, Long> live = new HashMap<>();
    try {
      for (Path commit : commits(table)) {
        for (String line : Files.readAllLines(commit)) {
          JsonNode action = JSON.readTree(line);
          live.remove(action.at("/remove/path").asText());
          JsonNode add = action.path("add");
          if (!add.isMissingNode()) {
            JsonNode stats = JSON.readTree(add.get("stats").textValue());
            live.put(add.get("path").textValue(), stats.get("numRecords").longValue());
          }
        }
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return live.values().stream().mapToLong(Long::longValue).sum();
  }

  private List<Path> commits(String table) throws IOException {
    Path folder = table(table).resolve("_delta_log");
    if (Files.notExists(folder)) {
      return List.of();
    }
    try (Stream<Path> log = Files.list(folder)) {
      return log.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  /** Records that the archive has kept for good: each is in it once it is in a checkpoint. */
  public long archived() {
    try {
      long lines = 0;
      for (Path file : finished(archive())) {
        try (Stream<String> text = Files.lines(file, StandardCharsets.ISO_8859_1)) {
          lines += text.count();
        }
      }
      return lines;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** When the newest version of a table was committed, without Spark. */
  public Instant committed(String table) throws IOException {
    List<Path> commits = commits(table);
    Path newest = commits.get(commits.size() - 1);
    JsonNode commitInfo = JSON.readTree(Files.readAllLines(newest).get(0)).get("commitInfo");
    return Instant.ofEpochMilli(commitInfo.get("timestamp").longValue());
  }

  /** Files below a folder that have their final names. */
  public static List<Path> finished(Path folder) throws IOException {
    return files(folder).stream().filter(file -> !isPending(file)).toList();
  }

  /** Files below a folder that no checkpoint has finished. */
  public static List<Path> unfinished(Path folder) throws IOException {
    return files(folder).stream().filter(Landing::isPending).toList();
  }

  /** The S3 endpoint writes under a name that ends in a UUID, and renames. */
  private static boolean isPending(Path file) {
    return file.getFileName()
        .toString()
        .matches("[._].*|.*-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  }

  private static List<Path> files(Path folder) throws IOException {
    if (Files.notExists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}

package io.pinflow.testing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pinflow.record.Channel;
import io.pinflow.testing.LocalStack.Service;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.jobgraph.OperatorID;

/**
 * What a release of the job has left behind, in a zip named by it: {@code sent}, the records it was
 * given, and {@code bucket}, where its tables and its last savepoint are. State names topics,
 * streams and tables, so those of a release have its name. Its job stands still for years, longer
 * than streams keep records and than posts otherwise wait for their parts.
 */
public final class Release {

  private static final String SENT = "sent";
  private static final String BUCKET = "bucket";
  private static final String SAVEPOINTS = "savepoints";

  private final String name;
  private final Feed feed;
  private final Landing landing;

  private Release(String name, Feed feed, Landing landing) {
    this.name = name;
    this.feed = feed;
    this.landing = landing;
  }

  /** Those that are kept in the repository; none after a release that breaks state. */
  public static List<Path> all() throws IOException {
    Path folder = Repository.home().resolve("src/test/resources/io/pinflow/releases");
    if (Files.notExists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".zip")).sorted().toList();
    }
  }

  /** One to come: nothing is sent yet. */
  public static Release next(String name, Path folder) throws Exception {
    LocalStack.with(Service.S3).bucketFolder(name);
    Feed feed = Feed.named(name, folder);
    feed.groups().get("kinesis").put("on-expired", "earliest");
    feed.groups().put("posts", Map.of("meeting.timeout", "36500 d"));
    return new Release(name, feed, Landing.onS3(name));
  }

  /** One that was kept, as it was when its job was stopped. */
  public static Release unpack(Path zip, Path folder) throws Exception {
    Release release = next(zip.getFileName().toString().replace(".zip", ""), folder);
    try (FileSystem packed = FileSystems.newFileSystem(zip)) {
      for (Path file : files(packed.getPath(SENT))) {
        Files.copy(file, release.feed.sent().resolve("released-" + file.getFileName()));
      }
      Path bucket = packed.getPath(BUCKET);
      for (Path file : files(bucket)) {
        release.put(bucket.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    release.sendAgain();
    return release;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** Through the store, which keeps more of an object than its bytes. */
  private void put(String key, byte[] content) throws Exception {
    URI endpoint = URI.create(LocalStack.with(Service.S3).s3Endpoint());
    URI object =
        new URI(
            "http",
            null,
            endpoint.getHost(),
            endpoint.getPort(),
            "/" + name + "/" + key,
            null,
            null);
    int status =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(object).PUT(BodyPublishers.ofByteArray(content)).build(),
                BodyHandlers.discarding())
            .statusCode();
    if (status != 200) {
      throw new IOException(object + " was not put: " + status);
    }
  }

  /** To the topics, whose offsets the state knows; streams need not hold what was read. */
  private void sendAgain() throws Exception {
    LocalStack stack = LocalStack.with(Service.KAFKA);
    List<ObjectNode> records =
        feed.records().stream()
            .filter(record -> record.get("channel").textValue().equals(Channel.KAFKA.label()))
            .sorted(Comparator.comparing(record -> record.get("position").asLong()))
            .toList();
    for (ObjectNode record : records) {
      Long timestamp =
          record.path("timestamp").isNumber() ? record.get("timestamp").longValue() : null;
      long offset =
          stack.produce(
              record.get("stream").textValue(),
              record.get("partition").asInt(),
              timestamp,
              record.get("payload_base64").binaryValue());
      if (offset != record.get("position").asLong()) {
        throw new IllegalStateException(record + " was put at offset " + offset);
      }
    }
  }

  public Feed feed() {
    return feed;
  }

  public Landing landing() {
    return landing;
  }

  /** Where its job is to leave its savepoint. */
  public String savepoints() {
    return "s3://" + name + "/" + SAVEPOINTS;
  }

  /** The savepoint it has left. */
  public String savepoint() throws IOException {
    Path folder = LocalStack.with(Service.S3).bucketFolder(name).resolve(SAVEPOINTS);
    try (Stream<Path> savepoints = Files.list(folder)) {
      return savepoints() + "/" + savepoints.findFirst().orElseThrow().getFileName();
    }
  }

  /** Writes the zip, once the job is stopped. */
  public Path pack(Path folder) throws IOException {
    Path zip = Files.createDirectories(folder).resolve(name + ".zip");
    Files.deleteIfExists(zip);
    try (FileSystem packed = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
      copy(feed.sent(), packed.getPath(SENT));
      copy(LocalStack.with(Service.S3).bucketFolder(name), packed.getPath(BUCKET));
    }
    return zip;
  }

  private static void copy(Path from, Path to) throws IOException {
    for (Path file : files(from)) {
      Path target = to.resolve(from.relativize(file).toString());
      Files.createDirectories(target.getParent());
      Files.copy(file, target);
    }
  }

  /** Lays out the savepoint of a zip in a folder of this machine. */
  public static String unpackSavepoint(Path zip, Path folder) throws IOException {
    try (FileSystem packed = FileSystems.newFileSystem(zip)) {
      Path savepoints = packed.getPath(BUCKET, SAVEPOINTS);
      copy(savepoints, folder);
    }
    try (Stream<Path> savepoints = Files.list(folder)) {
      return savepoints.findFirst().orElseThrow().toUri().toString();
    }
  }

  /** The operators that have state in the savepoint of a zip. */
  public static Set<OperatorID> stateful(Path zip) throws IOException {
    try (FileSystem packed = FileSystems.newFileSystem(zip)) {
      Path metadata =
          files(packed.getPath(BUCKET, SAVEPOINTS)).stream()
              .filter(file -> file.endsWith("_metadata"))
              .findFirst()
              .orElseThrow();
      try (DataInputStream in = new DataInputStream(Files.newInputStream(metadata))) {
        return Checkpoints.loadCheckpointMetadata(
                in, Release.class.getClassLoader(), metadata.toString())
            .getOperatorStates()
            .stream()
            .filter(Release::hasState)
            .map(OperatorState::getOperatorID)
            .collect(Collectors.toSet());
      }
    }
  }

  private static boolean hasState(OperatorState operator) {
    return operator.getCoordinatorState() != null
        || operator.getStates().stream().anyMatch(OperatorSubtaskState::hasState);
  }
}

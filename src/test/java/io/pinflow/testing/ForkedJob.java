package io.pinflow.testing;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The shaded jar in a JVM of its own, run by {@code local/run-job}. */
public final class ForkedJob implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path states;
  private final Process process;
  private final String jobs;
  private final HttpClient client = HttpClient.newHttpClient();

  /**
   * Starts it with one of each operator and a checkpoint each half second.
   *
   * @param states folder of checkpoints and savepoints
   * @param more of the command line
   */
  public ForkedJob(Feed feed, Landing landing, Path states, String... more) throws Exception {
    this.states = Files.createDirectories(states);
    int port = freePort();
    jobs = "http://127.0.0.1:" + port + "/jobs";
    List<String> command = new ArrayList<>();
    command.add(Repository.home().resolve("local/run-job").toString());
    command.addAll(List.of("--config", config(feed, landing).toString()));
    command.addAll(List.of("--parallelism", "1", "--checkpoint-interval", "500ms"));
    command.addAll(List.of("--checkpoints", states.toString()));
    command.addAll(List.of("--web-port", Integer.toString(port)));
    command.addAll(List.of(more));
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(states.resolve("job-" + port + ".log").toFile())
            .start();
  }

  private Path config(Feed feed, Landing landing) throws IOException {
    Map<String, Map<String, String>> groups = new HashMap<>(feed.groups());
    landing.addTo(groups);
    List<Map<String, Object>> file = new ArrayList<>();
    groups.forEach((id, keys) -> file.add(Map.of("PropertyGroupId", id, "PropertyMap", keys)));
    return Files.writeString(states.resolve("job.json"), JSON.writeValueAsString(file));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Ends the JVM where it stands; returns the last checkpoint that was completed. */
  public String kill() throws Exception {
    process.destroyForcibly().waitFor();
    return newest("chk-");
  }

  /** Stops it so that it can go on from the savepoint, which is returned. */
  public String suspend() throws Exception {
    HttpRequest overview = HttpRequest.newBuilder(URI.create(jobs)).build();
    String id =
        JSON.readTree(client.send(overview, BodyHandlers.ofString()).body())
            .at("/jobs/0/id")
            .textValue();
    HttpRequest stop =
        HttpRequest.newBuilder(URI.create(jobs + "/" + id + "/stop"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"drain\":false}"))
            .build();
    client.send(stop, BodyHandlers.discarding());
    await("job ends").atMost(Duration.ofMinutes(1)).until(() -> !process.isAlive());
    return newest("savepoint-");
  }

  /** A state is complete once its metadata is there. */
  private String newest(String prefix) throws IOException {
    try (Stream<Path> files = Files.walk(states)) {
      return files
          .filter(file -> file.endsWith("_metadata"))
          .map(Path::getParent)
          .filter(folder -> folder.getFileName().toString().startsWith(prefix))
          .max(Comparator.comparing(folder -> folder.toFile().lastModified()))
          .orElseThrow()
          .toUri()
          .toString();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}

package io.pinflow.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The shaded jar in a JVM of its own, run by {@code local/run-job}. */
public final class ForkedJob implements AutoCloseable {

  private final Path states;
  private final Process process;
  private final FlinkRest flink;

  /**
   * Starts it with one of each operator and a checkpoint each half second.
   *
   * @param states folder of checkpoints and savepoints
   * @param more of the command line
   */
  public ForkedJob(Feed feed, Landing landing, Path states, String... more) throws Exception {
    this.states = Files.createDirectories(states);
    int port = freePort();
    flink = new FlinkRest(port);
    List<String> command = new ArrayList<>();
    command.add(Repository.home().resolve("local/run-job").toString());
    command.addAll(List.of("--config", PropertyGroupsFile.write(states, feed, landing).toString()));
    command.addAll(List.of("--parallelism", "1", "--checkpoint-interval", "500ms"));
    command.addAll(List.of("--checkpoints", states.toString()));
    command.addAll(List.of("--web-port", Integer.toString(port)));
    command.addAll(List.of(more));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(states.resolve("job-" + port + ".log").toFile());
    // short runs: compiling for speed costs more than it gives
    builder.environment().put("JAVA_TOOL_OPTIONS", "-XX:+UseSerialGC -XX:TieredStopAtLevel=1");
    process = builder.start();
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
    String id = flink.get("/jobs").at("/jobs/0/id").textValue();
    flink.post("/jobs/" + id + "/stop", "{\"drain\":false}");
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

package io.pinflow.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The job, run once over the topics by {@code local/run-job}: RocksDB, exactly once.
 *
 * @param stages those that run, comma-joined; empty for the job as it is
 */
record BenchJob(Path home, int parallelism, String checkpointInterval, String stages) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The one with the least work in all, for both. */
  static final String GARBAGE_COLLECTOR = "Parallel";

  private static final long ASK_EVERY = Duration.ofSeconds(1).toNanos();

  /** Runs it to its end; its tables are in {@code tables} below the folder. */
  BenchResult run(BenchTopics topics, Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    int port = freePort();
    TimedProcess process = start(folder, config(topics, folder, true), port);
    Checkpoints checkpoints = new Checkpoints(new FlinkRest("http://127.0.0.1:" + port));
    Usage usage = process.await(checkpoints);
    return new BenchResult(
        topics.posts(),
        usage,
        Written.below(folder.resolve("tables")),
        Written.below(folder.resolve("archive")),
        checkpoints.costs);
  }

  TimedProcess start(Path folder, Path config, int webPort) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                home.resolve("local/run-job").toString(),
                "--config",
                config.toString(),
                "--parallelism",
                Integer.toString(parallelism),
                "--checkpoint-interval",
                checkpointInterval,
                "--checkpoints",
                folder.resolve("checkpoints").toString(),
                "--web-port",
                Integer.toString(webPort)));
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("PINFLOW_GC", GARBAGE_COLLECTOR);
    environment.put("PINFLOW_LOG", folder.resolve("job.log").toString());
    if (!stages.isEmpty()) {
      environment.put("PINFLOW_STAGES", stages);
      command.addAll(List.of("--entry", "io.pinflow.StagedJob"));
      command.addAll(
          List.of("--classes", home.resolve("flink-app/target/test-classes").toString()));
    }
    return TimedProcess.start(command, environment, folder.resolve("job.out"));
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  static Path config(BenchTopics topics, Path folder, boolean bounded) throws IOException {
    Map<String, String> kafka = new LinkedHashMap<>();
    kafka.put("bootstrap.servers", topics.bootstrapServers());
    StackConfig.KINDS.forEach(kind -> kafka.put("topic." + kind, topics.prefix() + kind));
    kafka.put("bounded", Boolean.toString(bounded));
    List<Map<String, Object>> groups =
        List.of(
            group("kafka", kafka),
            group("lake", Map.of("path", folder.resolve("tables").toUri().toString())),
            group("archive", Map.of("path", folder.resolve("archive").toUri().toString())),
            group("dead-letters", Map.of("path", folder.resolve("letters").toUri().toString())));
    Path file = folder.resolve("job.json");
    JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), groups);
    return file;
  }

  private static Map<String, Object> group(String id, Map<String, String> properties) {
    return Map.of("PropertyGroupId", id, "PropertyMap", properties);
  }

  /** Asks now and then: the answer is gone with the process. */
  private static final class Checkpoints implements Runnable {
    private final FlinkRest flink;
    private CheckpointCosts costs = CheckpointCosts.NONE;
    private long asked = System.nanoTime();

    Checkpoints(FlinkRest flink) {
      this.flink = flink;
    }

    @Override
    public void run() {
      if (System.nanoTime() - asked >= ASK_EVERY) {
        costs = CheckpointCosts.ask(flink, costs);
        asked = System.nanoTime();
      }
    }
  }
}

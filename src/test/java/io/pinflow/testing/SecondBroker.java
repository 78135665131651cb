package io.pinflow.testing;

import static org.awaitility.Awaitility.await;

import io.pinflow.testing.LocalStack.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/**
 * Another broker beside that of the {@link LocalStack}, in a process of its own, that can end and
 * come back with the data it had.
 */
public final class SecondBroker implements AutoCloseable {

  /** The node id of the stack's broker, which is the controller too. */
  public static final int FIRST = 1;

  public static final int SECOND = 2;

  private static final String META =
      """
      version=1
      cluster.id=%s
      node.id=2
      directory.id=cGluZmxvdy1kaXItMDAwMg
      """;

  private final LocalStack stack = LocalStack.with(Service.KAFKA);
  private final Path folder;
  private Process process;

  /**
   * Starts it.
   *
   * @param folder of its data
   */
  public SecondBroker(Path folder) throws Exception {
    this.folder = folder;
    Path log = Files.createDirectories(folder.resolve("log"));
    try (Admin admin = admin()) {
      String cluster = admin.describeCluster().clusterId().get();
      Files.writeString(log.resolve("meta.properties"), META.formatted(cluster));
    }
    Files.writeString(folder.resolve("server.properties"), properties(log));
    start();
  }

  private String properties(Path log) {
    int controller = Integer.parseInt(stack.bootstrapServers().replaceFirst(".*:", "")) + 1;
    return """
        process.roles=broker
        node.id=2
        controller.quorum.voters=1@127.0.0.1:%d
        listeners=PLAINTEXT://127.0.0.1:%d
        listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
        controller.listener.names=CONTROLLER
        log.dirs=%s
        message.max.bytes=16777216
        log.retention.ms=-1
        log.cleaner.dedupe.buffer.size=2097152
        """
        .formatted(controller, stack.sparePort(), log);
  }

  /** Starts it, or starts it again. */
  public void start() throws IOException {
    Path module = Repository.home().resolve("local/aws");
    process =
        new ProcessBuilder(
                List.of(
                    ProcessHandle.current().info().command().orElse("java"),
                    "-Xmx256m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    module.resolve("target/classes")
                        + ":"
                        + Files.readString(module.resolve("target/classpath")).strip(),
                    "kafka.Kafka",
                    folder.resolve("server.properties").toString()))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("broker.log").toFile())
            .start();
    await("second broker").atMost(Duration.ofSeconds(60)).until(() -> brokers() == 2);
  }

  private int brokers() throws Exception {
    try (Admin admin = admin()) {
      return admin.describeCluster().nodes().get().size();
    }
  }

  /** Ends it without a farewell; the other one gives it no more partitions when this returns. */
  public void kill() {
    process.destroyForcibly().onExit().join();
    await("one broker").atMost(Duration.ofSeconds(60)).until(() -> brokers() == 1);
  }

  private Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()));
  }

  @Override
  public void close() {
    kill();
  }
}

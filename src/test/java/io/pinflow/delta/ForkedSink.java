package io.pinflow.delta;

import io.pinflow.testing.Repository;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.RestartStrategyOptions;

/** A {@link DeltaJob} in a JVM of its own, which can be halted and be short of memory. */
final class ForkedSink implements AutoCloseable {

  private final Path folder;
  private final Process process;

  /**
   * Starts it.
   *
   * @param folder of its checkpoints and its log
   * @param kind what it does: a name of {@link Kind}
   */
  ForkedSink(Path folder, Path lake, Kind kind, String heap) throws IOException {
    this.folder = Files.createDirectories(folder);
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.add("@" + Repository.home().resolve("conf/jvm.options"));
    command.addAll(List.of("-Xmx" + heap, "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(ForkedSink.class.getName());
    command.addAll(List.of(kind.name(), lake.toString(), folder.toUri().toString()));
    process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output()).start();
  }

  /** Jobs that can be forked. */
  enum Kind {
    /** Goes on and on. */
    ENDLESS {
      @Override
      void adapt(DeltaJob job) {
        job.count = 10_000;
        job.perCheckpoint = 10;
        job.configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 3);
      }
    },
    /** Every other row is in one partition, each of the rest in one of a thousand. */
    WIDE {
      @Override
      void adapt(DeltaJob job) {
        job.count = 4_000;
        job.perCheckpoint = 2_000;
        job.names = 1_000;
        job.sink = sink -> sink.partitionedBy("name").compactionMinFiles(0);
        job.configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 0);
      }
    };

    abstract void adapt(DeltaJob job);
  }

  public static void main(String[] args) throws Exception {
    DeltaJob job = new DeltaJob(args[1]);
    job.configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, args[2]);
    job.configuration.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    Kind.valueOf(args[0]).adapt(job);
    job.define().execute();
  }

  private File output() {
    return folder.resolve("job.log").toFile();
  }

  /** What it has said. */
  String log() throws IOException {
    return Files.readString(output().toPath());
  }

  /** Its last completed checkpoint. */
  String checkpoint() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.endsWith("_metadata"))
          .max(Comparator.comparing(file -> file.toFile().lastModified()))
          .orElseThrow()
          .getParent()
          .toUri()
          .toString();
    }
  }

  /** Stops every thread of it where it stands. */
  void halt() throws Exception {
    signal("-STOP");
  }

  /** Lets all threads go on. */
  void resume() throws Exception {
    signal("-CONT");
  }

  private void signal(String signal) throws Exception {
    new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Waits for its end and tells its exit status. */
  int exit() throws InterruptedException {
    return process.waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}

package io.pinflow.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.pinflow.record.Kind;
import io.pinflow.testing.Landing;
import io.pinflow.testing.LocalStack;
import io.pinflow.testing.LocalStack.Service;
import io.pinflow.testing.ProcessCluster;
import io.pinflow.testing.SubmittedJob;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may happen to TaskManagers, beyond their end. */
@Tag("soak")
class TaskManagerFaultsITCase {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir static Path shared;

  private static ProcessCluster cluster;

  @TempDir Path folder;

  private Load load;

  @BeforeAll
  static void start() throws IOException {
    cluster = new ProcessCluster(shared, 2, JobManagerFaultsITCase.DENSE, Map.of());
  }

  @AfterAll
  static void end() throws IOException {
    cluster.close();
  }

  @BeforeEach
  void prepare() throws Exception {
    load = new Load(folder, Landing.onS3());
  }

  @Test
  void taskManagersThatWakeAfterTheyWereReplacedCommitNothing() throws Exception {
    cluster.start("taskmanager-3");
    try (SubmittedJob job = cluster.submit(load.feed(), load.landing(), "--parallelism", "4")) {
      for (String zombie : List.of("taskmanager-1", "taskmanager-2", "taskmanager-3")) {
        CompletableFuture<JsonNode> posting = load.startAndAwaitSome(job);
        cluster.pause(zombie);
        cluster.awaitMissed(zombie);
        load.awaitKept(posting, job);
        cluster.resume(zombie);
        cluster.awaitKnown(zombie);
      }
      load.finish(job);
    }
    cluster.kill("taskmanager-3");
  }

  @Test
  void fullDisksRestartTheJobUntilThereIsRoomAgain() throws Exception {
    List<String> taskManagers = List.of("taskmanager-1", "taskmanager-2");
    try (SubmittedJob job = cluster.submit(load.feed(), load.landing(), "--parallelism", "4")) {
      CompletableFuture<JsonNode> posting = load.startAndAwaitSome(job);
      for (String name : taskManagers) {
        cluster.fillDisk(name);
      }
      job.awaitRestarts(2);
      for (String name : taskManagers) {
        cluster.freeDisk(name);
      }
      posting.get();
      load.finish(job);
    }
  }

  @Test
  void processThatRunsOutOfMemoryEndsAndIsReplaced() throws Exception {
    try (SubmittedJob job = cluster.submit(load.feed(), load.landing(), "--parallelism", "4")) {
      CompletableFuture<JsonNode> posting = load.startAndAwaitSome(job);
      cluster.kill("taskmanager-1");
      cluster.set("taskmanager.memory.framework.heap.size", "64 mb");
      cluster.set("taskmanager.memory.task.heap.size", "32 mb");
      cluster.start("taskmanager-1");
      ProcessHandle starved = cluster.handle("taskmanager-1");
      for (int partition = 0; partition < 4; partition++) {
        load.feed().send(Kind.PIN, partition, null, new byte[12 << 20]);
      }
      assertThat(starved.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS).isAlive()).isFalse();
      assertThat(cluster.log("taskmanager-1")).contains("OutOfMemoryError");

      cluster.set("taskmanager.memory.framework.heap.size", null);
      cluster.set("taskmanager.memory.task.heap.size", null);
      cluster.awaitMissed("taskmanager-1");
      cluster.start("taskmanager-1");
      posting.get();
      load.finish(job);
    }
  }

  @Test
  void brokerThatFallsSilentHoldsTheJobUpAndNoMore() throws Exception {
    LocalStack stack = LocalStack.with(Service.KAFKA);
    try (SubmittedJob job = cluster.submit(load.feed(), load.landing(), "--parallelism", "4")) {
      CompletableFuture<JsonNode> posting = load.startAndAwaitSome(job);
      stack.pause(Service.KAFKA);
      awaitCheckpoints(job, 20);
      stack.resume(Service.KAFKA);
      load.awaitKept(posting, job);
      assertThat(job.restarts()).isZero();
      load.finish(job);
    }
  }

  private static void awaitCheckpoints(SubmittedJob job, int more) throws Exception {
    long enough = job.checkpoints() + more;
    await("checkpoints").atMost(PATIENCE).until(() -> job.checkpoints() >= enough);
  }
}

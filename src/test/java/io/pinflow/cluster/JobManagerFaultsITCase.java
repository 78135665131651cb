package io.pinflow.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.pinflow.testing.Landing;
import io.pinflow.testing.ProcessCluster;
import io.pinflow.testing.SubmittedJob;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A JobManager is gone or stands still, and another waits to take over. */
@Tag("soak")
class JobManagerFaultsITCase {

  /** Checkpoints so dense that a process is likely to stand still within one. */
  static final Map<String, String> DENSE =
      Map.of("heartbeat.timeout", "15 s", "execution.checkpointing.interval", "500 ms");

  @TempDir Path folder;

  private Load load;

  @BeforeEach
  void prepare() throws Exception {
    load = new Load(folder.resolve("feed"), Landing.onS3());
  }

  @Test
  void jobManagerThatWakesAfterAnotherTookOverStepsDown() throws Exception {
    try (ProcessCluster cluster = cluster();
        SubmittedJob job = cluster.submit(load.feed(), load.landing(), "--parallelism", "4")) {
      cluster.start("jobmanager-2");
      CompletableFuture<JsonNode> posting = load.startAndAwaitSome(job);
      cluster.pause("jobmanager-1");
      load.awaitKept(posting, job);
      cluster.resume("jobmanager-1");
      SubmittedJob now = cluster.seenByTheSecond(job);
      load.startAndAwaitSome(now).get();
      load.finish(now);
    }
  }

  @Test
  void jobManagerThatIsKilledIsFollowedByTheOneThatWaits() throws Exception {
    try (ProcessCluster cluster = cluster();
        SubmittedJob job = cluster.submit(load.feed(), load.landing(), "--parallelism", "4")) {
      cluster.start("jobmanager-2");
      CompletableFuture<JsonNode> posting = load.startAndAwaitSome(job);
      cluster.kill("jobmanager-1");
      posting.get();
      load.finish(cluster.seenByTheSecond(job));
      cluster.start("jobmanager-1");
    }
  }

  private ProcessCluster cluster() throws Exception {
    return new ProcessCluster(folder.resolve("cluster"), 2, DENSE, Map.of());
  }
}

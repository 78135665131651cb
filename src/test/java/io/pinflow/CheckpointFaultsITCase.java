package io.pinflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pinflow.testing.FaultyFiles;
import io.pinflow.testing.FaultyFiles.Operation;
import io.pinflow.testing.Feed;
import io.pinflow.testing.Job;
import io.pinflow.testing.JobRun;
import io.pinflow.testing.Landing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.configuration.CheckpointingOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints fail, in storage or in time, and files fail below the sinks. */
class CheckpointFaultsITCase {

  private static final long SEED = 7528;

  @TempDir Path folder;

  private Feed feed;

  @BeforeEach
  void post() throws Exception {
    feed = Feed.overKafka(folder.resolve("feed"), 2);
    feed.post("--posts=300", "--broken=0.1");
  }

  @AfterEach
  void heal() {
    FaultyFiles.heal();
  }

  @Test
  void failedCheckpointsWithinTheToleranceCostNoRestart() throws Exception {
    Landing landing = Landing.in(folder.resolve("landing"));

    try (JobRun run = tolerating(1_000, landing).start()) {
      run.awaitCheckpoints(1);
      FaultyFiles.failWhen((operation, path) -> ofState(path) && operation == Operation.CREATE);
      postMore();
      run.awaitFailedCheckpoints(3);
      FaultyFiles.heal();
      run.awaitKept(feed.count());
      assertThat(run.restarts()).isZero();
      run.drain();
    }

    landing.assertHolds(feed);
  }

  @Test
  void checkpointsThatTimeOutWithinTheToleranceCostNoRestart() throws Exception {
    Landing landing = Landing.in(folder.resolve("landing"));
    CountDownLatch slow = new CountDownLatch(1);

    try (JobRun run =
        tolerating(1_000, landing)
            .set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, Duration.ofSeconds(4))
            .start()) {
      run.awaitRunning(Duration.ofSeconds(30));
      FaultyFiles.failWhen((operation, path) -> ofState(path) && waits(slow));
      postMore();
      run.awaitFailedCheckpoints(2);
      slow.countDown();
      FaultyFiles.heal();
      run.awaitKept(feed.count());
      assertThat(run.restarts()).isZero();
      run.drain();
    }

    landing.assertHolds(feed);
  }

  private static boolean waits(CountDownLatch slow) {
    try {
      slow.await();
      return false;
    } catch (InterruptedException aborted) {
      return true;
    }
  }

  @Test
  void failedCheckpointsBeyondTheToleranceRestartTheJob() throws Exception {
    Landing landing = Landing.in(folder.resolve("landing"));

    try (JobRun run = tolerating(1, landing).start()) {
      run.awaitCheckpoints(1);
      FaultyFiles.failWhen((operation, path) -> ofState(path) && operation == Operation.CREATE);
      postMore();
      run.awaitRestarts(2);
      FaultyFiles.heal();
      run.awaitKept(feed.count());
      run.drain();
    }

    landing.assertHolds(feed);
  }

  @Test
  void filesOfTheSinksThatFailNowAndThenLeaveNoTraceInLocalTables() throws Exception {
    filesFail(Landing.in(folder.resolve("landing")), "landing");
  }

  @Test
  void filesOfTheSinksThatFailNowAndThenLeaveNoTraceInTablesOnS3() throws Exception {
    Landing landing = Landing.onS3();

    filesFail(landing, landing.table("posts").getParent().getParent().getFileName().toString());
  }

  private void filesFail(Landing landing, String part) throws Exception {
    Random chance = new Random(SEED);

    try (JobRun run = tolerating(0, landing).start()) {
      run.awaitCheckpoints(1);
      FaultyFiles.failWhen(
          (operation, path) -> path.toString().contains(part) && chance.nextInt(20) == 0);
      AtomicInteger posts = new AtomicInteger(1_000);
      await("restarts")
          .atMost(Duration.ofMinutes(2))
          .until(() -> sendPost(posts.incrementAndGet()) && run.restarts() >= 5);
      FaultyFiles.heal();
      run.awaitKept(feed.count());
      run.drain();
    }

    landing.assertHolds(feed);
  }

  private boolean sendPost(int ind) throws Exception {
    feed.sendPost(ind);
    return true;
  }

  private boolean ofState(org.apache.flink.core.fs.Path path) {
    return path.toString().contains(folder.resolve("states").toString());
  }

  /** So much that state is too large to be kept beside the metadata, and is a file. */
  private void postMore() throws Exception {
    feed.post("--posts=2000", "--first=1000", "--seed=2");
  }

  private Job tolerating(int failures, Landing landing) {
    return new Job(feed, landing, folder.resolve("states"))
        .set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, failures);
  }
}

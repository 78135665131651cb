package io.pinflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pinflow.testing.Feed;
import io.pinflow.testing.Job;
import io.pinflow.testing.JobRun;
import io.pinflow.testing.Landing;
import io.pinflow.testing.Soak;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every record counts once, whatever ends in the middle. */
class ExactlyOnceITCase {

  private static final long SEED = 7528;

  @TempDir Path folder;

  @Test
  void taskManagersThatEndLeaveNoTraceInLocalTables() throws Exception {
    taskManagersEnd(Landing.in(folder.resolve("landing")));
  }

  @Test
  void taskManagersThatEndLeaveNoTraceInTablesOnS3() throws Exception {
    taskManagersEnd(Landing.onS3());
  }

  private void taskManagersEnd(Landing landing) throws Exception {
    Feed feed = Feed.overBoth(folder.resolve("feed"), 2, 2);
    Random chance = new Random(SEED);
    int ends = Soak.of(2, 8);

    // three slots are on both TaskManagers, so that either one's end is felt
    try (JobRun run = job(feed, landing).parallelism(3).start()) {
      for (int end = 1; end <= ends; end++) {
        CompletableFuture<JsonNode> posting =
            feed.posting(
                "--posts=750",
                "--rate=250",
                "--first=" + end * 600,
                "--seed=" + end,
                "--broken=0.04");
        run.awaitCheckpoints(run.checkpoints().getNumberOfCompletedCheckpoints() + 1);
        run.awaitReadAtLeast(run.read() + chance.nextInt(1_000));
        run.cluster().replaceTaskManager(chance);
        run.awaitRestarts(end);
        run.awaitRunning(Duration.ofSeconds(30));
        posting.get();
      }
      run.awaitKept(feed.count());
      assertThat(run.restarts()).isEqualTo(ends);
      run.drain();
    }

    landing.assertHolds(feed);
  }

  @Test
  void savepointGoesOnWithAnotherParallelismInLocalTables() throws Exception {
    parallelismChanges(Landing.in(folder.resolve("landing")));
  }

  @Test
  void savepointGoesOnWithAnotherParallelismInTablesOnS3() throws Exception {
    parallelismChanges(Landing.onS3());
  }

  /** From 2 to 4 to 1, stopped in between with records yet to be read. */
  private void parallelismChanges(Landing landing) throws Exception {
    Feed feed = Feed.overBoth(folder.resolve("feed"), 2, 2);
    String savepoint;

    try (JobRun run = job(feed, landing).start()) {
      feed.post("--posts=500", "--broken=0.04");
      run.awaitReadAtLeast(500);
      savepoint = run.suspend();
    }
    try (JobRun run = job(feed, landing).parallelism(4).from(savepoint).start()) {
      feed.post("--posts=500", "--first=500", "--broken=0.04", "--seed=2");
      run.awaitReadAtLeast(2_500);
      savepoint = run.suspend();
    }
    try (JobRun run = job(feed, landing).parallelism(1).from(savepoint).start()) {
      feed.post("--posts=500", "--first=300", "--broken=0.04", "--seed=3");
      run.awaitKept(feed.count());
      run.drain();
    }

    landing.assertHolds(feed);
  }

  private Job job(Feed feed, Landing landing) {
    return new Job(feed, landing, folder.resolve("states"));
  }
}

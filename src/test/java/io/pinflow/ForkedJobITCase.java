package io.pinflow;

import static org.awaitility.Awaitility.await;

import io.pinflow.testing.Feed;
import io.pinflow.testing.ForkedJob;
import io.pinflow.testing.Job;
import io.pinflow.testing.JobRun;
import io.pinflow.testing.Landing;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The state of one JVM taken up by another, where the planner has counted otherwise. */
class ForkedJobITCase {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path folder;

  @Test
  void jobThatIsKilledAndMovedGoesOnAsIfNothingHadHappened() throws Exception {
    Feed feed = Feed.overKafka(folder.resolve("feed"), 2);
    Landing landing = Landing.in(folder.resolve("landing"));
    String state;

    try (ForkedJob job = new ForkedJob(feed, landing, folder.resolve("killed"))) {
      feed.post("--posts=300");
      await("posts").atMost(PATIENCE).until(() -> landing.rows("posts") > 100);
      state = job.kill();
    }
    try (ForkedJob job = new ForkedJob(feed, landing, folder.resolve("moved"), "--from", state)) {
      feed.post("--posts=300", "--first=200", "--seed=2");
      await("posts").atMost(PATIENCE).until(() -> landing.rows("posts") > 350);
      state = job.suspend();
    }
    long sent = feed.count();
    feed.post("--posts=300", "--first=400", "--seed=3");
    try (JobRun run = new Job(feed, landing, folder.resolve("states")).from(state).start()) {
      run.awaitReadAtLeast(feed.count() - sent);
      run.drain();
    }

    landing.assertHolds(feed);
  }
}

package io.pinflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.pinflow.testing.Feed;
import io.pinflow.testing.Job;
import io.pinflow.testing.JobRun;
import io.pinflow.testing.Landing;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However the job ends, what it has taken is there to be read and nothing is left pending. */
class EndingITCase {

  private static final int POSTS = 300;

  @TempDir Path folder;

  private Feed feed;
  private Landing landing;

  @BeforeEach
  void post() throws Exception {
    feed = Feed.overKafka(folder.resolve("feed"), 2);
    landing = Landing.in(folder.resolve("landing"));
    feed.post("--posts=" + POSTS, "--broken=0.1");
  }

  @Test
  void boundedRunEndsByItselfWithEverythingCommitted() throws Exception {
    try (JobRun run = job().bounded().start()) {
      run.awaitFinished();
      assertThat(run.read()).isEqualTo(feed.count());
    }

    assertNothingPending();
    landing.assertHolds(feed);
  }

  @Test
  void stoppedRunHasCommittedWhatItsSavepointHolds() throws Exception {
    String savepoint;
    try (JobRun run = job().start()) {
      run.awaitReadAtLeast(feed.count());
      savepoint = run.suspend();
    }

    assertNothingPending();
    landing.assertHolds(feed, new ObjectMapper().createObjectNode().put("live", true));
    try (JobRun run = job().from(savepoint).start()) {
      run.awaitKept(feed.count());
      run.drain();
    }
    landing.assertHolds(feed);
  }

  @Test
  void cancelledRunLeavesWhatItsCheckpointsHoldAndGoesOnFromTheLast() throws Exception {
    String checkpoint;
    try (JobRun run = job().start()) {
      run.awaitKept(feed.count());
      await("posts are committed")
          .atMost(Duration.ofSeconds(30))
          .until(() -> landing.rows("posts") > POSTS * 0.8);
      run.awaitCheckpoints(run.checkpoints().getNumberOfCompletedCheckpoints() + 2);
      run.cancel();
      checkpoint = run.lastCheckpoint();
    }

    assertNothingPending();
    landing.assertHolds(feed, new ObjectMapper().createObjectNode().put("live", true));
    try (JobRun run = job().from(checkpoint).start()) {
      run.awaitKept(feed.count());
      run.drain();
    }
    landing.assertHolds(feed);
  }

  /** Three shards leave one of four tasks without, and its word is needed to close the windows. */
  @Test
  void drainedRunHasClosedItsWindowsThoughATaskHasNoShard() throws Exception {
    feed = Feed.overBoth(folder.resolve("both"), 2, 1);
    try (JobRun run = job().parallelism(4).start()) {
      feed.post("--posts=" + POSTS);
      run.awaitKept(feed.count());
      run.drain();
    }

    landing.assertHolds(feed);
  }

  private Job job() {
    return new Job(feed, landing, folder.resolve("states"));
  }

  private void assertNothingPending() throws IOException {
    assertThat(Landing.finished(landing.archive())).isNotEmpty();
    assertThat(Landing.unfinished(landing.archive())).isEmpty();
    assertThat(Landing.unfinished(landing.deadLetters())).isEmpty();
  }
}

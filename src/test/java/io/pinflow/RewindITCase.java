package io.pinflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.testing.Feed;
import io.pinflow.testing.Job;
import io.pinflow.testing.JobRun;
import io.pinflow.testing.Landing;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole job goes back to an older savepoint, and all of its tables with it. */
class RewindITCase {

  @TempDir Path folder;

  private Feed feed;

  @BeforeEach
  void post() throws Exception {
    feed = Feed.overKafka(folder.resolve("feed"), 2);
    feed.post("--posts=300", "--broken=0.1");
  }

  @Test
  void tablesAreTheSameAfterGoingBack() throws Exception {
    Landing landing = Landing.onS3();
    String older = olderSavepoint(landing);

    try (JobRun refused = job(landing).from(older).start()) {
      assertThat(refused.awaitFailed())
          .hasStackTraceContaining("restored from an older state")
          .hasStackTraceContaining("set on-rewind to restore");
    }
    try (JobRun last =
        job(landing).from(older).with("lake", "on-rewind", "restore").parallelism(3).start()) {
      last.awaitKept(feed.count());
      last.drain();
    }

    landing.assertHolds(feed);
  }

  /** Takes a savepoint, after which the job goes on. */
  private String olderSavepoint(Landing landing) throws Exception {
    try (JobRun run = job(landing).start()) {
      run.awaitKept(feed.count());
      String savepoint = run.savepoint();
      feed.post("--posts=300", "--first=200", "--broken=0.1", "--seed=2");
      run.awaitKept(feed.count());
      run.cancel();
      return savepoint;
    }
  }

  private Job job(Landing landing) {
    return new Job(feed, landing, folder.resolve("states"));
  }
}

package io.pinflow.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.pinflow.testing.Feed;
import io.pinflow.testing.Landing;
import io.pinflow.testing.SubmittedJob;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** Posts that keep coming while a test breaks things, and the tables that must not show it. */
final class Load {

  private final Feed feed;
  private final Landing landing;
  private int round;

  Load(Path folder, Landing landing) throws Exception {
    this.feed = Feed.overKafka(folder, 4);
    this.landing = landing;
  }

  Feed feed() {
    return feed;
  }

  Landing landing() {
    return landing;
  }

  /** Posts on while the test goes on, once the job has kept some of it. */
  CompletableFuture<JsonNode> startAndAwaitSome(SubmittedJob job) {
    round++;
    long before = landing.archived();
    CompletableFuture<JsonNode> posting =
        feed.posting(
            "--posts=600",
            "--rate=100",
            "--first=" + round * 500,
            "--seed=" + round,
            "--broken=0.04");
    job.awaitArchived(landing, before + 200);
    return posting;
  }

  /** Waits until the job has kept everything that was posted. */
  void awaitKept(CompletableFuture<JsonNode> posting, SubmittedJob job) throws Exception {
    posting.get();
    job.awaitArchived(landing, feed.count());
  }

  /** Drains the job, and compares whole tables. */
  void finish(SubmittedJob job) throws Exception {
    job.awaitArchived(landing, feed.count());
    job.drain();
    landing.assertHolds(feed);
  }
}

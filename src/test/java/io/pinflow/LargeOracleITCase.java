package io.pinflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pinflow.testing.Feed;
import io.pinflow.testing.HardPosts;
import io.pinflow.testing.Job;
import io.pinflow.testing.JobRun;
import io.pinflow.testing.Landing;
import io.pinflow.testing.Soak;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** All tables that 50 000 posts leave, a fifth of them hard for the insights, however it is run. */
@EnabledIfSystemProperty(named = "soak", matches = "true")
@Tag("soak")
class LargeOracleITCase {

  private static final int HARD = 10_000;

  /** With those that are never complete, because one of their parts is broken. */
  private static final int POSTS = 50_000;

  private static final String[] USUAL = {
    "--posts=" + (POSTS - HARD), "--repeats=0.3", "--broken=0.01"
  };

  /** So slow that a run is in the middle of it when a quarter is read. */
  private static final String RATE = "--rate=2000";

  private static final String WINDOW_SIZE = "10 s";

  @TempDir Path folder;

  private final Random chance = new Random(Soak.seed(50_000));
  private Landing landing;

  @BeforeEach
  void prepare() throws Exception {
    landing = Landing.in(folder.resolve("landing"));
    HardPosts.write(folder.resolve("hard"), HARD, chance);
  }

  @Test
  void boundedRunHoldsWhatWasSent() throws Exception {
    Feed feed = Feed.overKafka(folder.resolve("feed"), 2);
    Instant day = Instant.now().minus(Duration.ofHours(6));
    feed.post(with("--arrivals-from=" + day, "--arrivals-over=PT6H"));
    feed.post("--files=" + folder.resolve("hard"));

    try (JobRun run = new Job(feed, landing, folder.resolve("states")).bounded().start()) {
      run.awaitFinished();
    }

    assertHolds(feed, new ObjectMapper().createObjectNode());
  }

  @Test
  void runSplitByASavepointHoldsWhatWasSent() throws Exception {
    Feed feed = Feed.overBoth(folder.resolve("feed"), 2, 2);
    CompletableFuture<JsonNode> posting;
    String savepoint;
    try (JobRun run = live(feed).start()) {
      posting = feed.posting(with(RATE));
      run.awaitReadAtLeast(POSTS);
      savepoint = run.suspend();
    }
    posting.get();
    feed.post("--files=" + folder.resolve("hard"));
    try (JobRun run = live(feed).from(savepoint).start()) {
      run.awaitKept(feed.count());
      run.drain();
    }

    assertHolds(feed, windows());
  }

  @Test
  void runWithATaskManagerEndedHoldsWhatWasSent() throws Exception {
    Feed feed = Feed.overBoth(folder.resolve("feed"), 2, 2);
    // three slots are on both TaskManagers, so that either one's end is felt
    try (JobRun run = live(feed).parallelism(3).start()) {
      CompletableFuture<JsonNode> posting = feed.posting(with(RATE));
      run.awaitReadAtLeast(POSTS);
      run.cluster().replaceTaskManager(chance);
      run.awaitRestarts(1);
      posting.get();
      feed.post("--files=" + folder.resolve("hard"));
      run.awaitKept(feed.count());
      run.drain();
    }

    assertHolds(feed, windows());
  }

  private static String[] with(String... more) {
    return Stream.concat(Stream.of(USUAL), Stream.of(more)).toArray(String[]::new);
  }

  private Job live(Feed feed) {
    return new Job(feed, landing, folder.resolve("states"))
        .with("insights", "window.size", WINDOW_SIZE);
  }

  private static ObjectNode windows() {
    return new ObjectMapper().createObjectNode().put("windowSize", WINDOW_SIZE);
  }

  private void assertHolds(Feed feed, ObjectNode windows) {
    JsonNode counts = landing.assertHolds(feed, windows.put("byLog", false)).get("counts");

    assertThat(counts.get("posts").intValue()).isGreaterThan(POSTS - HARD / 10);
  }
}

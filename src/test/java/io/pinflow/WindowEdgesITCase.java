package io.pinflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pinflow.record.Kind;
import io.pinflow.testing.Feed;
import io.pinflow.testing.Job;
import io.pinflow.testing.JobRun;
import io.pinflow.testing.Landing;
import io.pinflow.testing.Parts;
import io.pinflow.testing.Spark;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every post is in one window, wherever in time it lies and however the channels come. */
class WindowEdgesITCase {

  private static final long WINDOW = 2_000;
  private static final long HOUR = 3_600_000;
  private static final Duration IDLE_AFTER = Duration.ofSeconds(8);

  private static final Duration OUT_OF_ORDERNESS = Duration.ofSeconds(1);

  /** A checkpoint, its commit, and a machine that is busy with other things. */
  private static final Duration SLACK = Duration.ofSeconds(10);

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String WINDOWED = "posts_by_category_and_year_windowed";

  private static final String COUNTED =
      "SELECT window_start, window_end, CAST(sum(category_count) AS BIGINT) FROM %s GROUP BY 1, 2";
  private static final String POSTS =
      "SELECT window(arrival_time, '2 seconds').start, window(arrival_time, '2 seconds').end,"
          + " count(*) FROM %s GROUP BY 1, 2";

  @TempDir Path folder;

  @Test
  void everyPostIsInItsWindowAndTheLastWindowFiresInSilence() throws Exception {
    Feed feed = Feed.overBoth(folder.resolve("feed"), 2, 1);
    Landing landing = Landing.in(folder.resolve("landing"));
    long now = System.currentTimeMillis();
    int posts = send(feed, 0, times(now));

    try (JobRun run = job(feed, landing).start()) {
      run.awaitKept(feed.count());
      awaitWindows(landing, posts, "windows of one channel while the other has nothing");
      for (int more = 0; more < 7; more++) {
        feed.putPost(posts++);
      }
      posts = send(feed, posts, List.of(now - HOUR, now - HOUR + WINDOW));
      run.awaitKept(feed.count());
      Instant silent = Instant.now();
      awaitWindows(landing, posts, "windows of both, one of them an hour behind");
      assertThat(Duration.between(silent, landing.committed(WINDOWED)))
          .isLessThan(IDLE_AFTER.plus(OUT_OF_ORDERNESS).plusMillis(WINDOW).plus(SLACK));
      run.drain();
    }

    List<List<Object>> counted = Spark.sql(COUNTED.formatted(table(landing, WINDOWED)));
    assertThat(counted)
        .hasSizeGreaterThan(5)
        .containsExactlyInAnyOrderElementsOf(Spark.sql(POSTS.formatted(table(landing, "posts"))));
    assertThat(Spark.select("sum(category_count)", landing.table("posts_by_category_and_year")))
        .containsExactly(List.of((long) posts));
  }

  private static void awaitWindows(Landing landing, int posts, String which) {
    await("posts").atMost(PATIENCE).until(() -> landing.rows("posts") == posts);
    int windows = Spark.sql(POSTS.formatted(table(landing, "posts"))).size();
    await(which).atMost(PATIENCE).until(() -> landing.rows(WINDOWED) == windows);
  }

  /** On both sides of a boundary, hours apart, and an hour ago. */
  private static List<Long> times(long now) {
    long boundary = (now / WINDOW - 5_400) * WINDOW;
    return List.of(
        boundary - 1,
        boundary,
        boundary + 1,
        boundary + WINDOW - 1,
        boundary + WINDOW,
        now - HOUR,
        now - HOUR + WINDOW);
  }

  /** Posts from this number on, all over one partition; returns the number of the next. */
  private static int send(Feed feed, int ind, List<Long> times) throws Exception {
    for (long time : times) {
      for (Kind kind : Kind.values()) {
        feed.send(kind, 0, time, Parts.of(kind, ind));
      }
      ind++;
    }
    return ind;
  }

  private static String table(Landing landing, String name) {
    return Spark.table(landing.table(name));
  }

  private Job job(Feed feed, Landing landing) {
    return new Job(feed, landing, folder.resolve("states"))
        .with("time", "idle-after", IDLE_AFTER.toSeconds() + " s")
        .with("time", "out-of-orderness", OUT_OF_ORDERNESS.toSeconds() + " s")
        .with("insights", "window.size", WINDOW + " ms");
  }
}

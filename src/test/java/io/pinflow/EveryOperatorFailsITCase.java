package io.pinflow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pinflow.record.Kind;
import io.pinflow.testing.Breakage;
import io.pinflow.testing.Feed;
import io.pinflow.testing.Job;
import io.pinflow.testing.JobRun;
import io.pinflow.testing.Landing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each operator throws once at each of its duties, in one run, in an order by chance. */
class EveryOperatorFailsITCase {

  private static final long SEED = 7528;

  private static final String OURS =
      "turnstile-.*|(Sink Committer: )?(archive|decode|dead-letter|lake).*|meet";

  @TempDir Path folder;

  @Test
  void tablesAreAsIfNoOperatorHadFailed() throws Exception {
    Feed feed = Feed.overKafka(folder.resolve("feed"), 2);
    Landing landing = Landing.in(folder.resolve("landing"));
    List<Breakage.Point> points = new ArrayList<>();
    Job job =
        new Job(feed, landing, folder.resolve("states"))
            .set(StateBackendOptions.STATE_BACKEND, "hashmap")
            .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(100))
            .change(graph -> points.addAll(points(Breakage.operators(graph))))
            .change(Breakage::into);

    try (JobRun run = job.start()) {
      AtomicInteger posts = new AtomicInteger();
      for (int failed = 0; failed < points.size(); failed++) {
        run.awaitCheckpoints(run.checkpoints().getNumberOfCompletedCheckpoints() + 1);
        Breakage.arm(points.get(failed));
        await(points.get(failed).toString())
            .atMost(Duration.ofSeconds(30))
            .until(() -> post(feed, posts.incrementAndGet()) && !Breakage.isArmed());
        run.awaitRestarts(failed + 1);
        run.awaitRunning(Duration.ofSeconds(30));
      }
      run.awaitKept(feed.count());
      assertThat(run.restarts()).isEqualTo(points.size());
      run.drain();
    }

    landing.assertHolds(feed);
  }

  /** A post and something that is none, so that every operator has something to do. */
  private static boolean post(Feed feed, int ind) throws Exception {
    feed.sendPost(ind);
    feed.send(Kind.GEO, ind % 2, null, ("nothing " + ind).getBytes(UTF_8));
    return true;
  }

  private static List<Breakage.Point> points(List<String> operators) {
    List<Breakage.Point> points = new ArrayList<>();
    for (String operator : operators) {
      for (Breakage.Duty duty : Breakage.Duty.values()) {
        if (hasDuty(operator, duty == Breakage.Duty.ELEMENT)) {
          points.add(new Breakage.Point(operator, duty));
        }
      }
    }
    Collections.shuffle(points, new Random(SEED));
    return points;
  }

  /**
   * What the planner adds to the cleaning has no state: one failure each is enough for it. The
   * insights get nothing before a window ends; their sink is there at every checkpoint.
   */
  private static boolean hasDuty(String operator, boolean ofElements) {
    return operator.matches(OURS)
        || operator.contains("#") && ofElements
        || operator.contains("insights") && !ofElements;
  }
}

package io.pinflow;

import io.pinflow.record.Kind;
import io.pinflow.testing.Breakage;
import io.pinflow.testing.Feed;
import io.pinflow.testing.Job;
import io.pinflow.testing.JobRun;
import io.pinflow.testing.Landing;
import io.pinflow.testing.Parts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may happen to streams under a running job. */
class KinesisFaultsITCase {

  @TempDir Path folder;

  @Test
  void aggregateThatARestartCutsIsReadOnFromWhereItWasCut() throws Exception {
    Feed feed = Feed.overKinesis(folder.resolve("feed"), 1);
    Landing landing = Landing.in(folder.resolve("landing"));
    int size = 1_000;

    try (JobRun run = job(feed, landing).change(Breakage::into).start()) {
      for (int from = 0; from < 8 * size; from += size) {
        for (Kind kind : Kind.values()) {
          feed.putAggregated(kind, parts(kind, from, from + size));
          feed.put(kind, "single", Parts.of(kind, from));
        }
        if (from == 4 * size) {
          Breakage.arm(new Breakage.Point("turnstile-kinesis", Breakage.Duty.ELEMENT));
        }
      }
      run.awaitRestarts(1);
      run.awaitKept(feed.count());
      run.drain();
    }

    landing.assertHolds(feed);
  }

  private static List<byte[]> parts(Kind kind, int from, int to) {
    return IntStream.range(from, to).mapToObj(ind -> Parts.of(kind, ind)).toList();
  }

  private Job job(Feed feed, Landing landing) {
    return new Job(feed, landing, folder.resolve("states"))
        .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(100))
        .with("kinesis", "flink.shard.discovery.intervalmillis", "500");
  }
}

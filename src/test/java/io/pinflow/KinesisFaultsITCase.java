package io.pinflow;

import static org.awaitility.Awaitility.await;

import io.pinflow.record.Kind;
import io.pinflow.testing.Breakage;
import io.pinflow.testing.Feed;
import io.pinflow.testing.Job;
import io.pinflow.testing.JobRun;
import io.pinflow.testing.Landing;
import io.pinflow.testing.LocalStack;
import io.pinflow.testing.LocalStack.Service;
import io.pinflow.testing.Parts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/** What may happen to streams under a running job. */
@Tag("soak")
class KinesisFaultsITCase {

  private static final int POSTS = 100;

  @TempDir Path folder;

  private final KinesisClient kinesis = LocalStack.with(Service.KINESIS).kinesis();

  /** The ends of shards and the restarts fall together. */
  @Test
  void shardsThatSplitAndMergeWhileTheJobRestartsLoseAndRepeatNothing() throws Exception {
    Feed feed = Feed.overKinesis(folder.resolve("feed"), 1);
    Landing landing = Landing.in(folder.resolve("landing"));
    String savepoint;

    try (JobRun run = job(feed, landing).start()) {
      put(feed, 0);
      run.awaitReadAtLeast(POSTS);
      for (Kind kind : Kind.values()) {
        split(feed.stream(kind));
      }
      savepoint = run.suspend();
    }
    put(feed, POSTS);
    // three slots are on both TaskManagers, so that either one's end is felt
    try (JobRun run = job(feed, landing).parallelism(3).from(savepoint).start()) {
      run.awaitReadAtLeast(4 * POSTS);
      for (Kind kind : Kind.values()) {
        merge(feed.stream(kind));
      }
      run.cluster().replaceTaskManager(new Random(POSTS));
      run.awaitRestarts(1);
      put(feed, 2 * POSTS);
      run.awaitKept(feed.count());
      run.drain();
    }

    landing.assertHolds(feed);
  }

  @Test
  void aggregateThatARestartCutsIsReadOnFromWhereItWasCut() throws Exception {
    Feed feed = Feed.overKinesis(folder.resolve("feed"), 1);
    Landing landing = Landing.in(folder.resolve("landing"));
    int size = 500;

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

  private static void put(Feed feed, int from) throws Exception {
    for (int ind = from; ind < from + POSTS; ind++) {
      feed.putPost(ind);
    }
  }

  private void split(String stream) {
    kinesis.splitShard(
        request ->
            request
                .streamName(stream)
                .shardToSplit(open(stream).get(0).shardId())
                .newStartingHashKey("170141183460469231731687303715884105728"));
    awaitActive(stream);
  }

  private void merge(String stream) {
    List<Shard> shards = open(stream);
    kinesis.mergeShards(
        request ->
            request
                .streamName(stream)
                .shardToMerge(shards.get(0).shardId())
                .adjacentShardToMerge(shards.get(1).shardId()));
    awaitActive(stream);
  }

  private List<Shard> open(String stream) {
    return kinesis.listShards(request -> request.streamName(stream)).shards().stream()
        .filter(shard -> shard.sequenceNumberRange().endingSequenceNumber() == null)
        .toList();
  }

  private void awaitActive(String stream) {
    await(stream)
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                kinesis
                        .describeStreamSummary(request -> request.streamName(stream))
                        .streamDescriptionSummary()
                        .streamStatus()
                    == StreamStatus.ACTIVE);
  }

  private Job job(Feed feed, Landing landing) {
    return new Job(feed, landing, folder.resolve("states"))
        .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(100))
        .with("kinesis", "flink.shard.discovery.intervalmillis", "500");
  }
}

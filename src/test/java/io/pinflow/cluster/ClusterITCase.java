package io.pinflow.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pinflow.testing.Feed;
import io.pinflow.testing.Job;
import io.pinflow.testing.JobRun;
import io.pinflow.testing.Landing;
import io.pinflow.testing.ProcessCluster;
import io.pinflow.testing.Release;
import io.pinflow.testing.SubmittedJob;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The jar on a cluster of processes, as on the service. */
@Tag("soak")
class ClusterITCase {

  @TempDir static Path shared;

  private static ProcessCluster cluster;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws IOException {
    cluster = new ProcessCluster(shared, 2);
  }

  @AfterAll
  static void end() throws IOException {
    cluster.close();
  }

  @Test
  void processesThatAreKilledInTurnLeaveNoTrace() throws Exception {
    Feed feed = Feed.overBoth(folder.resolve("feed"), 2, 2);
    Landing landing = Landing.onS3();

    try (SubmittedJob job = cluster.submit(feed, landing, "--parallelism", "3")) {
      int round = 0;
      for (String victim : List.of("taskmanager-1", "taskmanager-2", "jobmanager-1")) {
        round++;
        CompletableFuture<JsonNode> posting =
            feed.posting(
                "--posts=500",
                "--rate=100",
                "--first=" + round * 400,
                "--seed=" + round,
                "--broken=0.04");
        job.awaitArchived(landing, landing.archived() + 200);
        cluster.kill(victim);
        cluster.start(victim);
        posting.get();
        job.awaitArchived(landing, feed.count());
      }
      job.drain();
    }

    landing.assertHolds(feed);
  }

  static List<Path> releases() throws IOException {
    return Release.all();
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("releases")
  void stateOfEachReleaseIsTakenUp(Path zip) throws Exception {
    Release release = Release.unpack(zip, folder.resolve("feed"));
    Feed feed = release.feed();

    try (SubmittedJob job =
        cluster.submit(
            feed, release.landing(), "--parallelism", "2", "--from", release.savepoint())) {
      feed.post("--posts=60", "--first=30", "--seed=2", "--broken=0.1");
      job.awaitArchived(release.landing(), feed.count());
      job.drain();
    }

    release.landing().assertHolds(feed);
  }

  /** State is spread over so many key groups, for good. */
  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("releases")
  void anotherMaxParallelismIsRefusedClearly(Path zip) throws Exception {
    String savepoint = Release.unpackSavepoint(zip, folder.resolve("savepoint"));
    Feed feed = Feed.overBoth(folder.resolve("feed"), 1, 1);
    Landing landing = Landing.in(folder.resolve("landing"));

    try (JobRun run =
        new Job(feed, landing, folder.resolve("states"))
            .from(savepoint)
            .change(ClusterITCase::halveMaxParallelism)
            .start()) {
      assertThat(run.awaitFailed()).hasStackTraceContaining("Max parallelism mismatch");
    }
  }

  private static void halveMaxParallelism(StreamGraph graph) {
    graph.getStreamNodes().forEach(node -> graph.setMaxParallelism(node.getId(), 512));
  }
}

package io.pinflow.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.pinflow.delta.FaultProxy;
import io.pinflow.record.Kind;
import io.pinflow.testing.Feed;
import io.pinflow.testing.KeyServer;
import io.pinflow.testing.Landing;
import io.pinflow.testing.LocalStack;
import io.pinflow.testing.LocalStack.Service;
import io.pinflow.testing.ProcessCluster;
import io.pinflow.testing.SocketProxy;
import io.pinflow.testing.SubmittedJob;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may happen to the processes of a cluster, beyond their end. */
@Tag("soak")
class ClusterFaultsITCase {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Checkpoints so dense that a process is likely to stand still within one. */
  private static final Map<String, String> DENSE =
      Map.of("heartbeat.timeout", "15 s", "execution.checkpointing.interval", "500 ms");

  @TempDir Path folder;

  private Feed feed;
  private Landing landing;
  private int round;

  @BeforeEach
  void prepare() throws Exception {
    feed = Feed.overKafka(folder.resolve("feed"), 4);
    landing = Landing.onS3();
  }

  @Test
  void taskManagersThatWakeAfterTheyWereReplacedCommitNothing() throws Exception {
    try (ProcessCluster cluster = cluster(3, DENSE);
        SubmittedJob job = cluster.submit(feed, landing, "--parallelism", "4")) {
      for (String zombie : List.of("taskmanager-1", "taskmanager-2", "taskmanager-3")) {
        CompletableFuture<JsonNode> posting = postInTheMiddleOf(job);
        cluster.pause(zombie);
        cluster.awaitMissed(zombie);
        posting.get();
        job.awaitArchived(landing, feed.count());
        cluster.resume(zombie);
        cluster.awaitKnown(zombie);
      }
      finish(job);
    }
  }

  @Test
  void jobManagerThatWakesAfterAnotherTookOverStepsDown() throws Exception {
    try (ProcessCluster cluster = cluster(2, DENSE);
        SubmittedJob job = cluster.submit(feed, landing, "--parallelism", "4")) {
      cluster.start("jobmanager-2");
      CompletableFuture<JsonNode> posting = postInTheMiddleOf(job);
      cluster.pause("jobmanager-1");
      posting.get();
      job.awaitArchived(landing, feed.count());
      cluster.resume("jobmanager-1");
      SubmittedJob now = cluster.seenByTheSecond(job);
      postInTheMiddleOf(now).get();
      finish(now);
    }
  }

  @Test
  void jobManagerThatIsKilledIsFollowedByTheOneThatWaits() throws Exception {
    try (ProcessCluster cluster = cluster(2, DENSE);
        SubmittedJob job = cluster.submit(feed, landing, "--parallelism", "4")) {
      cluster.start("jobmanager-2");
      CompletableFuture<JsonNode> posting = postInTheMiddleOf(job);
      cluster.kill("jobmanager-1");
      posting.get();
      finish(cluster.seenByTheSecond(job));
      cluster.start("jobmanager-1");
    }
  }

  @Test
  void networkThatBreaksBetweenJobManagerAndTaskManagersSplitsNoBrain() throws Exception {
    try (SocketProxy leader = new SocketProxy();
        SocketProxy one = new SocketProxy();
        SocketProxy two = new SocketProxy();
        ProcessCluster cluster =
            cluster(
                0,
                Map.of(
                    "heartbeat.timeout", "15 s",
                    "high-availability.jobmanager.port", leader.port(),
                    "jobmanager.rpc.bind-port", leader.target()))) {
      startBehind(one, "taskmanager-1", cluster);
      startBehind(two, "taskmanager-2", cluster);
      try (SubmittedJob job = cluster.submit(feed, landing, "--parallelism", "4")) {
        CompletableFuture<JsonNode> posting = postInTheMiddleOf(job);
        List.of(leader, one, two).forEach(SocketProxy::fallSilent);
        job.awaitRestarts(1);
        List.of(leader, one, two).forEach(SocketProxy::heal);
        posting.get();
        job.awaitArchived(landing, feed.count());

        posting = postInTheMiddleOf(job);
        long restarts = job.restarts();
        List.of(leader, one, two).forEach(SocketProxy::cut);
        job.awaitRestarts(restarts + 1);
        List.of(leader, one, two).forEach(SocketProxy::heal);
        posting.get();
        finish(job);
      }
    }
  }

  private static void startBehind(SocketProxy proxy, String name, ProcessCluster cluster)
      throws Exception {
    cluster.set("taskmanager.rpc.port", proxy.port());
    cluster.set("taskmanager.rpc.bind-port", proxy.target());
    cluster.start(name);
  }

  @Test
  void brokerThatFallsSilentHoldsTheJobUpAndNoMore() throws Exception {
    LocalStack stack = LocalStack.with(Service.KAFKA);
    try (ProcessCluster cluster = cluster(2, Map.of());
        SubmittedJob job = cluster.submit(feed, landing, "--parallelism", "4")) {
      CompletableFuture<JsonNode> posting = postInTheMiddleOf(job);
      stack.pause(Service.KAFKA);
      awaitCheckpoints(job, 5);
      stack.resume(Service.KAFKA);
      posting.get();
      job.awaitArchived(landing, feed.count());
      assertThat(job.restarts()).isZero();
      finish(job);
    }
  }

  @Test
  void fullDisksRestartTheJobUntilThereIsRoomAgain() throws Exception {
    List<String> taskManagers = List.of("taskmanager-1", "taskmanager-2");
    try (ProcessCluster cluster = cluster(2, Map.of());
        SubmittedJob job = cluster.submit(feed, landing, "--parallelism", "4")) {
      CompletableFuture<JsonNode> posting = postInTheMiddleOf(job);
      for (String name : taskManagers) {
        cluster.fillDisk(name);
      }
      job.awaitRestarts(2);
      for (String name : taskManagers) {
        cluster.freeDisk(name);
      }
      posting.get();
      finish(job);
    }
  }

  @Test
  void processThatRunsOutOfMemoryEndsAndIsReplaced() throws Exception {
    try (ProcessCluster cluster = cluster(2, Map.of());
        SubmittedJob job = cluster.submit(feed, landing, "--parallelism", "4")) {
      CompletableFuture<JsonNode> posting = postInTheMiddleOf(job);
      cluster.kill("taskmanager-1");
      cluster.set("taskmanager.memory.framework.heap.size", "64 mb");
      cluster.set("taskmanager.memory.task.heap.size", "32 mb");
      cluster.start("taskmanager-1");
      ProcessHandle starved = cluster.handle("taskmanager-1");
      for (int partition = 0; partition < 4; partition++) {
        feed.send(Kind.PIN, partition, null, new byte[12 << 20]);
      }
      assertThat(starved.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS).isAlive()).isFalse();
      assertThat(cluster.log("taskmanager-1")).contains("OutOfMemoryError");

      cluster.set("taskmanager.memory.framework.heap.size", null);
      cluster.set("taskmanager.memory.task.heap.size", null);
      cluster.awaitMissed("taskmanager-1");
      cluster.start("taskmanager-1");
      posting.get();
      finish(job);
    }
  }

  @Test
  void keysThatChangeAllTheTimeAndAreRefusedOnceCostNoRecord() throws Exception {
    try (KeyServer keys = new KeyServer();
        FaultProxy s3 = new FaultProxy(LocalStack.with(Service.S3).s3Endpoint());
        ProcessCluster cluster = behind(s3, keys)) {
      s3.guard((path, key) -> keys.isGood(key));
      landing = Landing.onS3Behind(s3.endpoint());
      try (SubmittedJob job = cluster.submit(feed, landing, "--parallelism", "4")) {
        postInTheMiddleOf(job).get();
        long before = keys.period();
        await("other keys").atMost(PATIENCE).until(() -> keys.period() > before + 3);
        job.awaitArchived(landing, feed.count());
        assertThat(job.restarts()).isZero();

        AtomicInteger denials = new AtomicInteger();
        s3.guard(
            (path, key) -> keys.isGood(key) && !(isOfLog(path) && denials.getAndIncrement() == 0));
        postInTheMiddleOf(job).get();
        finish(job);
        assertThat(denials).hasPositiveValue();
      }
    }
  }

  @Test
  void rightsThatAreTakenAwayForGoodAreNamed() throws Exception {
    try (KeyServer keys = new KeyServer();
        FaultProxy s3 = new FaultProxy(LocalStack.with(Service.S3).s3Endpoint());
        ProcessCluster cluster = behind(s3, keys)) {
      landing = Landing.onS3Behind(s3.endpoint());
      try (SubmittedJob job = cluster.submit(feed, landing, "--parallelism", "4")) {
        postInTheMiddleOf(job).get();
        s3.guard((path, key) -> !isOfLog(path));
        feed.post("--posts=100", "--first=5000", "--seed=99");

        assertThat(job.awaitFailed())
            .contains("S3 refused with status 403", "the job's role may list, read, write");
      }
    }
  }

  private static boolean isOfLog(String path) {
    return path.contains("_delta_log");
  }

  private ProcessCluster behind(FaultProxy s3, KeyServer keys) throws Exception {
    return new ProcessCluster(
        folder.resolve("cluster"),
        2,
        Map.of("s3.endpoint", s3.endpoint(), "restart-strategy.fixed-delay.attempts", "3"),
        Map.of("AWS_CONTAINER_CREDENTIALS_FULL_URI", keys.uri()));
  }

  private ProcessCluster cluster(int taskManagers, Map<String, String> settings) throws Exception {
    return new ProcessCluster(folder.resolve("cluster"), taskManagers, settings, Map.of());
  }

  /** Posts on while the test goes on, once the job has kept some of it. */
  private CompletableFuture<JsonNode> postInTheMiddleOf(SubmittedJob job) {
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

  private static void awaitCheckpoints(SubmittedJob job, int more) throws Exception {
    long enough = job.checkpoints() + more;
    await("checkpoints").atMost(PATIENCE).until(() -> job.checkpoints() >= enough);
  }

  private void finish(SubmittedJob job) throws Exception {
    job.awaitArchived(landing, feed.count());
    job.drain();
    landing.assertHolds(feed);
  }
}

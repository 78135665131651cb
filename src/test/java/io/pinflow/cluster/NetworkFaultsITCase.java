package io.pinflow.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.pinflow.testing.Landing;
import io.pinflow.testing.ProcessCluster;
import io.pinflow.testing.SocketProxy;
import io.pinflow.testing.SubmittedJob;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The network between the processes of a cluster breaks. */
@Tag("soak")
class NetworkFaultsITCase {

  /** The JobManager's metrics are shown once all processes have sent theirs, or are given up. */
  private static final String METRICS_MILLIS = "10000";

  @TempDir Path folder;

  @Test
  void networkThatBreaksBetweenJobManagerAndTaskManagersSplitsNoBrain() throws Exception {
    Load load = new Load(folder.resolve("feed"), Landing.onS3());

    try (SocketProxy leader = new SocketProxy();
        SocketProxy one = new SocketProxy();
        SocketProxy two = new SocketProxy();
        ProcessCluster cluster =
            new ProcessCluster(
                folder.resolve("cluster"),
                0,
                Map.of(
                    "heartbeat.timeout",
                    "15 s",
                    "web.timeout",
                    METRICS_MILLIS,
                    "high-availability.jobmanager.port",
                    leader.port(),
                    "jobmanager.rpc.bind-port",
                    leader.target()),
                Map.of())) {
      startBehind(one, "taskmanager-1", cluster);
      startBehind(two, "taskmanager-2", cluster);
      try (SubmittedJob job = cluster.submit(load.feed(), load.landing(), "--parallelism", "4")) {
        CompletableFuture<JsonNode> posting = load.startAndAwaitSome(job);
        List.of(leader, one, two).forEach(SocketProxy::fallSilent);
        job.awaitRestarts(1);
        List.of(leader, one, two).forEach(SocketProxy::heal);
        load.awaitKept(posting, job);

        posting = load.startAndAwaitSome(job);
        long restarts = job.restarts();
        List.of(leader, one, two).forEach(SocketProxy::cut);
        job.awaitRestarts(restarts + 1);
        List.of(leader, one, two).forEach(SocketProxy::heal);
        posting.get();
        load.finish(job);
      }
    }
  }

  private static void startBehind(SocketProxy proxy, String name, ProcessCluster cluster)
      throws Exception {
    cluster.set("taskmanager.rpc.port", proxy.port());
    cluster.set("taskmanager.rpc.bind-port", proxy.target());
    cluster.start(name);
  }
}

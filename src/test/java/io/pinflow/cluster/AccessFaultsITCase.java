package io.pinflow.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pinflow.delta.FaultProxy;
import io.pinflow.testing.KeyServer;
import io.pinflow.testing.Landing;
import io.pinflow.testing.LocalStack;
import io.pinflow.testing.LocalStack.Service;
import io.pinflow.testing.ProcessCluster;
import io.pinflow.testing.SubmittedJob;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Access to S3 changes while the job runs. */
@Tag("soak")
class AccessFaultsITCase {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path folder;

  @Test
  void keysThatChangeAllTheTimeAndAreRefusedOnceCostNoRecord() throws Exception {
    try (KeyServer keys = new KeyServer();
        FaultProxy s3 = new FaultProxy(LocalStack.with(Service.S3).s3Endpoint());
        ProcessCluster cluster = behind(s3, keys)) {
      s3.guard((path, key) -> keys.isGood(key));
      Load load = new Load(folder.resolve("feed"), Landing.onS3Behind(s3.endpoint()));
      try (SubmittedJob job = cluster.submit(load.feed(), load.landing(), "--parallelism", "4")) {
        load.startAndAwaitSome(job).get();
        long before = keys.period();
        await("other keys").atMost(PATIENCE).until(() -> keys.period() > before + 3);
        job.awaitArchived(load.landing(), load.feed().count());
        assertThat(job.restarts()).isZero();

        AtomicInteger denials = new AtomicInteger();
        s3.guard(
            (path, key) -> keys.isGood(key) && !(isOfLog(path) && denials.getAndIncrement() == 0));
        load.startAndAwaitSome(job).get();
        load.finish(job);
        assertThat(denials).hasPositiveValue();
      }
    }
  }

  @Test
  void rightsThatAreTakenAwayForGoodAreNamed() throws Exception {
    try (KeyServer keys = new KeyServer();
        FaultProxy s3 = new FaultProxy(LocalStack.with(Service.S3).s3Endpoint());
        ProcessCluster cluster = behind(s3, keys)) {
      Load load = new Load(folder.resolve("feed"), Landing.onS3Behind(s3.endpoint()));
      try (SubmittedJob job = cluster.submit(load.feed(), load.landing(), "--parallelism", "4")) {
        load.startAndAwaitSome(job).get();
        s3.guard((path, key) -> !isOfLog(path));
        load.feed().post("--posts=100", "--first=5000", "--seed=99");

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
}

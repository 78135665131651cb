package io.pinflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.testing.Feed;
import io.pinflow.testing.Job;
import io.pinflow.testing.JobRun;
import io.pinflow.testing.KinesisProxy;
import io.pinflow.testing.Landing;
import io.pinflow.testing.LocalStack;
import io.pinflow.testing.LocalStack.Service;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kinesis refuses calls for a while, as it does to a consumer that asks too often. */
@Tag("soak")
class KinesisThrottlingITCase {

  private static final String THROTTLED = "ProvisionedThroughputExceededException";
  private static final String LIMITED = "LimitExceededException";
  private static final String EXPIRED = "ExpiredIteratorException";

  @TempDir Path folder;

  private final Map<String, Integer> calls = new HashMap<>();

  @Test
  void callsThatAreThrottledAndIteratorsThatExpireLoseAndRepeatNothing() throws Exception {
    Feed feed = Feed.overBoth(folder.resolve("feed"), 1, 2);
    Landing landing = Landing.in(folder.resolve("landing"));
    String kinesis = LocalStack.with(Service.KINESIS).kinesisEndpoint();

    try (KinesisProxy proxy = new KinesisProxy(kinesis, this::error);
        JobRun run =
            new Job(feed, landing, folder.resolve("states"))
                .with("kinesis", "aws.endpoint", proxy.endpoint())
                .start()) {
      feed.post("--posts=300");
      feed.post("--posts=300", "--first=200", "--seed=2");
      run.awaitKept(feed.count());

      assertThat(proxy.refused(THROTTLED)).isGreaterThan(10);
      assertThat(proxy.refused(EXPIRED)).isGreaterThan(10);
      assertThat(proxy.refused(LIMITED)).isPositive();
      assertThat(run.restarts()).isZero();
      run.drain();
    }

    landing.assertHolds(feed);
  }

  /** The consumer gives a call up after the third refusal in a row. */
  private Optional<String> error(String operation) {
    int call = calls.merge(operation, 1, Integer::sum);
    switch (operation) {
      case "GetRecords":
        return call % 4 > 0 ? Optional.empty() : Optional.of(call % 8 > 0 ? THROTTLED : EXPIRED);
      case "GetShardIterator":
        return call % 3 > 0 ? Optional.empty() : Optional.of(THROTTLED);
      case "ListShards":
        return call % 2 > 0 ? Optional.empty() : Optional.of(LIMITED);
      default:
        return Optional.empty();
    }
  }
}

package io.pinflow.delta;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.delta.FaultProxy.Fault;
import io.pinflow.testing.LocalStack;
import io.pinflow.testing.LocalStack.Service;
import io.pinflow.testing.S3FileSystem;
import io.pinflow.testing.Spark;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeltaSinkS3ITCase {

  private static final long SEED = 20221120;

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(4)
              .build());

  private FaultProxy proxy;
  private Path folder;
  private DeltaJob job;

  @BeforeEach
  void connect() throws Exception {
    LocalStack stack = LocalStack.with(Service.S3);
    S3FileSystem.use(stack.s3Endpoint());
    proxy = new FaultProxy(stack.s3Endpoint());
    String bucket = stack.createBucket("lake");
    folder = stack.bucketFolder(bucket);
    job = new DeltaJob("s3://" + bucket);
    job.sink =
        sink ->
            sink.logCheckpointInterval(5)
                .compactionMinFiles(2)
                .storage(
                    StorageOptions.defaults()
                        .withEndpoint(proxy.endpoint())
                        .withRegion(LocalStack.REGION)
                        .withPathStyleAccess(true));
  }

  @AfterEach
  void disconnect() {
    proxy.close();
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void commitsThatGoWrongLoseAndRepeatNothing(Fault fault) throws Exception {
    proxy.next(Fault.NONE, Fault.NONE, Fault.NONE, fault, fault, Fault.NONE, fault);

    job.define().execute();

    assertWritten();
  }

  @Test
  void anyMixOfFaultsLosesAndRepeatsNothing() throws Exception {
    Random random = new Random(SEED);
    job.failing(DeltaJob.Point.RECORD, 1).failing(DeltaJob.Point.NOTIFICATION, 2);
    for (int i = 0; i < 60; i++) {
      Fault[] faults = Fault.values();
      proxy.next(random.nextBoolean() ? Fault.NONE : faults[random.nextInt(faults.length)]);
    }
    job.count = 4_000;

    job.define().execute();

    assertWritten();
  }

  private void assertWritten() {
    assertThat(ids("all")).containsExactlyInAnyOrderElementsOf(upTo(1));
    assertThat(ids("evens")).containsExactlyInAnyOrderElementsOf(upTo(2));
  }

  private List<Long> upTo(int step) {
    return LongStream.range(0, job.count)
        .filter(id -> id % step == 0)
        .boxed()
        .collect(Collectors.toList());
  }

  private List<Long> ids(String table) {
    return Spark.select("id", folder.resolve(table)).stream()
        .map(row -> (Long) row.get(0))
        .collect(Collectors.toList());
  }
}

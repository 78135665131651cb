package io.pinflow.delta;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.testing.LocalStack;
import io.pinflow.testing.LocalStack.Service;
import io.pinflow.testing.S3FileSystem;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** As many tables as the job has, over an object store that takes its time for every request. */
@Tag("soak")
class ManyTablesITCase {

  private static final int TABLES = 25;
  private static final int CHECKPOINTS = 4;
  private static final Duration LATENCY = Duration.ofMillis(200);

  /** Half of what lies between two checkpoints of the service by default, or less. */
  private static final Duration WELL_WITHIN = Duration.ofSeconds(5);

  private final DeltaSinkOptions options = new DeltaSinkOptions();
  private LocalStack stack;
  private FaultProxy proxy;
  private List<DeltaTable> tables;

  @BeforeEach
  void connect() throws Exception {
    stack = LocalStack.with(Service.S3);
    proxy = new FaultProxy(stack.s3Endpoint());
    S3FileSystem.use(proxy.endpoint());
    String bucket = stack.createBucket("many");
    tables =
        IntStream.range(0, TABLES)
            .mapToObj(
                i -> DeltaTable.of("pins_" + i, "s3://" + bucket + "/pins_" + i, LocalTable.PINS))
            .collect(Collectors.toList());
    options.storage =
        StorageOptions.defaults()
            .withEndpoint(proxy.endpoint())
            .withRegion(LocalStack.REGION)
            .withPathStyleAccess(true);
    proxy.delay(LATENCY);
  }

  @AfterEach
  void disconnect() throws Exception {
    S3FileSystem.use(stack.s3Endpoint());
    proxy.close();
  }

  /** The first checkpoint is that of a cold JVM; of the others the quickest counts. */
  @Test
  void checkpointOfAllTablesIsWrittenAndCommittedWellWithinItsInterval() throws Exception {
    long start = System.nanoTime();
    try (SinkWriting writer = new SinkWriting(tables, options);
        SinkRun run = SinkRun.fresh(tables, options)) {
      print("created", since(start));
      checkpoint(writer, run, 0);
      Duration quickest = WELL_WITHIN;
      for (int checkpoint = 1; checkpoint < CHECKPOINTS; checkpoint++) {
        Duration taken = checkpoint(writer, run, checkpoint);
        quickest = taken.compareTo(quickest) < 0 ? taken : quickest;
      }
      assertThat(quickest).isLessThan(WELL_WITHIN);
    }
    proxy.delay(Duration.ZERO);

    try (LogStorage storage = LogStorage.of(tables.get(0).path(), options.storage)) {
      for (DeltaTable table : tables) {
        assertThat(Rows.of(table.path(), new DeltaEngine(storage))).hasSize(CHECKPOINTS);
      }
    }
  }

  private static Duration checkpoint(SinkWriting writer, SinkRun run, int checkpoint)
      throws Exception {
    long start = System.nanoTime();
    for (int table = 0; table < TABLES; table++) {
      writer.write(table, checkpoint);
    }
    print("opened", since(start));
    run.send(writer.barrier());
    print("written", since(start));
    run.checkpoint();
    print("committed", since(start));
    return since(start);
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }

  private static void print(String what, Duration time) {
    System.out.printf("%d tables %s in %d ms%n", TABLES, what, time.toMillis());
  }
}

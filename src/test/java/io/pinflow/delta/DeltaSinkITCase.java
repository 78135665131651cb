package io.pinflow.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.delta.DeltaJob.Point;
import io.pinflow.testing.Spark;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeltaSinkITCase {

  private static final InMemoryReporter REPORTER = InMemoryReporter.createWithRetainedMetrics();

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(2)
              .setNumberSlotsPerTaskManager(4)
              .setConfiguration(REPORTER.addToConfiguration(new Configuration()))
              .build());

  @TempDir Path lake;
  @TempDir Path states;

  @Test
  void boundedJobCommitsEverythingToEveryTable() throws Exception {
    DeltaJob job = new DeltaJob(lake.toString());

    job.define().execute();

    assertWritten(job);
  }

  @Test
  void jobWithoutCheckpointsCommitsAtItsEnd() throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.fromData(List.of(pin(1), pin(2), pin(3)), InternalTypeInfo.of(LocalTable.PINS))
        .sinkTo(DeltaSink.forRowData(lake.resolve("pins").toString(), LocalTable.PINS).build())
        .uid("pins");

    env.execute();

    assertThat(Spark.select("id, name", lake.resolve("pins")))
        .containsExactlyInAnyOrder(
            List.of(1L, "pin 1"), List.of(2L, "pin 2"), List.of(3L, "pin 3"));
  }

  @ParameterizedTest
  @EnumSource(Point.class)
  void failureOfATaskLosesAndRepeatsNothing(Point point) throws Exception {
    DeltaJob job = new DeltaJob(lake.toString()).failing(point, 3);

    job.define().execute();

    assertThat(job.failed(point)).isTrue();
    assertWritten(job);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void objectReuseMakesNoDifference(boolean reuse) throws Exception {
    DeltaJob job = new DeltaJob(lake.toString()).failing(Point.RECORD, 1);
    job.environment =
        env -> {
          if (reuse) {
            env.getConfig().enableObjectReuse();
          }
        };

    job.define().execute();

    assertWritten(job);
  }

  @Test
  void writersThatAreNotChainedAndUnalignedBarriersMakeNoDifference() throws Exception {
    DeltaJob job = new DeltaJob(lake.toString()).failing(Point.SNAPSHOT, 2);
    job.configuration.set(CheckpointingOptions.ENABLE_UNALIGNED, true);
    job.environment = StreamExecutionEnvironment::disableOperatorChaining;
    job.rebalanced = true;

    job.define().execute();

    assertWritten(job);
  }

  /** A row that waits before a barrier would hold every checkpoint up. */
  @Tag("soak")
  @Test
  void barriersThatOvertakeRowsBeforeABusySinkMakeNoDifference(
      @InjectMiniCluster MiniCluster cluster) throws Exception {
    DeltaJob job = new DeltaJob(lake.toString()).failing(Point.SNAPSHOT, 2);
    // many more than fit between source and sink, so that the source goes on to the end
    job.count = 400_000;
    job.perCheckpoint = 1_000_000;
    job.configuration.set(CheckpointingOptions.ENABLE_UNALIGNED, true);
    job.environment = StreamExecutionEnvironment::disableOperatorChaining;
    job.rebalanced = true;
    job.sink = builder -> builder.targetFileBytes(1).compactionMinFiles(0);

    JobID id = job.define().execute().getJobID();

    assertThat(job.failed(Point.SNAPSHOT)).isTrue();
    assertThat(overtaken(cluster, id)).as("bytes that barriers overtook").isPositive();
    assertWritten(job);
  }

  private static long overtaken(MiniCluster cluster, JobID job) throws Exception {
    return cluster
        .getExecutionGraph(job)
        .get()
        .getCheckpointStatsSnapshot()
        .getSummaryStats()
        .getPersistedDataStats()
        .getMaximum();
  }

  @Test
  void drainedJobHasCommittedAllThatItTook() throws Exception {
    DeltaJob job = new DeltaJob(lake.toString());
    job.count = 100_000;
    // a merge that is broken off leaves a file to the vacuum
    job.sink = builder -> builder.compactionMinFiles(0);
    JobClient client = job.define().executeAsync();

    stop(client, true);

    List<Long> ids = ids("all");
    job.count = ids.size();
    assertThat(client.getJobStatus().get()).isEqualTo(JobStatus.FINISHED);
    assertThat(ids).hasSizeBetween(1, 99_999).doesNotHaveDuplicates();
    assertThat(ids("evens"))
        .containsExactlyInAnyOrderElementsOf(
            ids.stream().filter(id -> id % 2 == 0).collect(Collectors.toList()));
    assertNothingPending("all");
    assertNothingPending("evens");
  }

  @Tag("soak")
  @Test
  void cancelledJobLeavesWhatItsCheckpointsHoldAndGoesOnFromTheLast(
      @InjectMiniCluster MiniCluster cluster) throws Exception {
    DeltaJob job = new DeltaJob(lake.toString());
    job.count = 20_000;
    job.configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, states.toUri().toString());
    job.configuration.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    JobClient client = job.define().executeAsync();
    Awaitility.await().until(() -> commits("all") > 4);

    client.cancel().get();
    Awaitility.await().until(() -> client.getJobStatus().get() == JobStatus.CANCELED);

    assertThat(ids("all")).isNotEmpty().doesNotHaveDuplicates();
    DeltaJob next = new DeltaJob(lake.toString());
    next.count = job.count;
    next.perCheckpoint = 20_000;
    next.configuration.set(
        StateRecoveryOptions.SAVEPOINT_PATH, lastCheckpoint(cluster, client.getJobID()));
    next.define().execute();
    assertWritten(next);
  }

  private static String lastCheckpoint(MiniCluster cluster, JobID job) throws Exception {
    return cluster
        .getExecutionGraph(job)
        .get()
        .getCheckpointStatsSnapshot()
        .getHistory()
        .getLatestCompletedCheckpoint()
        .getExternalPath();
  }

  @Test
  void savepointIsResumedWithAnotherParallelismByANewJob() throws Exception {
    DeltaJob first = new DeltaJob(lake.toString());
    first.count = 20_000;
    String savepoint = stop(first.define().executeAsync());
    long written = ids("all").size();
    for (int parallelism : new int[] {3, 1}) {
      DeltaJob next = new DeltaJob(lake.toString());
      next.count = 20_000;
      next.parallelism = parallelism;
      next.configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
      savepoint = stop(next.define().executeAsync());
      assertThat((long) ids("all").size()).isGreaterThan(written);
      written = ids("all").size();
    }

    assertThat(ids("all")).doesNotHaveDuplicates();
    DeltaJob last = new DeltaJob(lake.toString());
    last.count = 20_000;
    last.perCheckpoint = 20_000;
    last.configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    last.define().execute();
    assertWritten(last);
  }

  @Test
  void taskManagerThatEndsInTheMiddleLosesAndRepeatsNothing(@InjectMiniCluster MiniCluster cluster)
      throws Exception {
    DeltaJob job = new DeltaJob(lake.toString());
    job.count = 10_000;
    JobClient client = job.define().executeAsync();
    for (int i = 0; i < 3; i++) {
      int version = 3 * (i + 1);
      Awaitility.await().until(() -> commits("all") > version);
      int number = i;
      cluster.terminateTaskManager(number).get();
      cluster.startTaskManager();
    }

    client.getJobExecutionResult().get();

    assertWritten(job);
  }

  @Test
  void jobWithoutStateStopsAtTablesWithRows() throws Exception {
    new DeltaJob(lake.toString()).define().execute();
    DeltaJob again = new DeltaJob(lake.toString());

    JobClient client = again.define().executeAsync();

    assertThatThrownBy(() -> client.getJobExecutionResult().get())
        .hasStackTraceContaining("The job starts without state for tables that hold rows")
        .hasStackTraceContaining("set on-existing to append");
    assertThat(client.getJobStatus().get()).isEqualTo(JobStatus.FAILED);
    assertWritten(again);
  }

  @Test
  void smallFilesAreMergedWhileTheJobRunsAndFails() throws Exception {
    DeltaJob job =
        new DeltaJob(lake.toString()).failing(Point.RECORD, 2).failing(Point.NOTIFICATION, 2);
    job.count = 4_000;
    job.sink = builder -> builder.compactionMinFiles(2).logCheckpointInterval(5);

    job.define().execute();

    assertWritten(job);
    assertThat(Spark.sql("DESCRIBE HISTORY " + Spark.table(lake.resolve("all"))))
        .anyMatch(commit -> commit.contains("OPTIMIZE"));
  }

  @Test
  void metricsShowWhatWasCommitted() throws Exception {
    DeltaJob job = new DeltaJob(lake.toString());
    job.sink = builder -> builder.metricGroup("kinesisanalytics").compactionMinFiles(2);

    JobID id = job.define().execute().getJobID();

    assertThat(counter(id, "all", "rows")).isEqualTo(2_000);
    assertThat(counter(id, "evens", "rows")).isEqualTo(1_000);
    assertThat(counter(id, "all", "files") + counter(id, "all", "compactionFilesOut"))
        .isEqualTo(addedPaths("all").size());
    assertThat(counter(id, "all", "bytes")).isPositive();
    assertThat(counter(id, "all", "conflicts")).isNotNegative();
    assertThat(gauge(id, "all", "commitMillis")).isPositive();
    assertThat(gauge(id, "all", "version")).isBetween(1L, commits("all") - 1);
    long merged = counter(id, "all", "compactionFilesIn");
    assertThat(merged).isPositive();
    assertThat(counter(id, "all", "compactionFilesOut")).isBetween(1L, merged / 2);
    assertThat(counter(id, "all", "compactionBytesIn")).isPositive();
    assertThat(counter(id, "all", "compactionBytesOut")).isPositive();
    assertThat(gauge(id, "all", "commitAgeSeconds")).isBetween(0L, 60L);
  }

  private static long counter(JobID job, String table, String name) {
    return ((Counter) metric(job, table, name)).getCount();
  }

  private static long gauge(JobID job, String table, String name) {
    return (Long) ((Gauge<?>) metric(job, table, name)).getValue();
  }

  private static Metric metric(JobID job, String table, String name) {
    return REPORTER.getMetricsByGroup().entrySet().stream()
        .filter(group -> variable(group.getKey(), "<job_id>").equals(job.toString()))
        .filter(group -> variable(group.getKey(), "<table>").equals(table))
        .filter(group -> List.of(group.getKey().getScopeComponents()).contains("kinesisanalytics"))
        .map(group -> group.getValue().get(name))
        .findFirst()
        .orElseThrow();
  }

  private static String variable(MetricGroup group, String name) {
    return group.getAllVariables().getOrDefault(name, "");
  }

  private static RowData pin(long id) {
    return GenericRowData.of(id, StringData.fromString("pin " + id));
  }

  private String stop(JobClient client) throws Exception {
    return stop(client, false);
  }

  private String stop(JobClient client, boolean drain) throws Exception {
    long before = commits("all");
    Awaitility.await().until(() -> commits("all") > before + 2);
    return client
        .stopWithSavepoint(drain, states.toUri().toString(), SavepointFormatType.CANONICAL)
        .get();
  }

  /** Each number once, no path twice, versions without a gap. */
  private void assertWritten(DeltaJob job) throws Exception {
    assertThat(ids("all").stream().sorted())
        .isEqualTo(LongStream.range(0, job.count).boxed().collect(Collectors.toList()));
    assertThat(ids("evens").stream().sorted())
        .isEqualTo(
            LongStream.range(0, job.count)
                .filter(id -> id % 2 == 0)
                .boxed()
                .collect(Collectors.toList()));
    for (String table : List.of("all", "evens")) {
      assertThat(addedPaths(table)).doesNotHaveDuplicates();
      assertThat(versions(table))
          .containsExactlyElementsOf(
              LongStream.range(0, commits(table)).boxed().collect(Collectors.toList()));
    }
  }

  /** Every data file is in the log. */
  private void assertNothingPending(String table) throws Exception {
    try (Stream<Path> files = Files.list(lake.resolve(table))) {
      assertThat(files.filter(Files::isRegularFile).map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(addedPaths(table));
    }
  }

  private List<Long> ids(String table) {
    return Spark.select("id", lake.resolve(table)).stream()
        .map(row -> (Long) row.get(0))
        .collect(Collectors.toList());
  }

  private long commits(String table) throws Exception {
    return versions(table).size();
  }

  private List<Long> versions(String table) throws Exception {
    Path log = lake.resolve(table).resolve("_delta_log");
    if (Files.notExists(log)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(log)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches("[0-9]+\\.json"))
          .map(name -> Long.valueOf(name.replace(".json", "")))
          .sorted()
          .collect(Collectors.toList());
    }
  }

  private List<String> addedPaths(String table) throws Exception {
    List<String> paths = new ArrayList<>();
    for (long version : versions(table)) {
      Path commit = lake.resolve(table).resolve(String.format("_delta_log/%020d.json", version));
      for (String line : Files.readAllLines(commit)) {
        if (line.startsWith("{\"add\"")) {
          paths.add(line.replaceAll(".*\"path\":\"([^\"]+)\".*", "$1"));
        }
      }
    }
    return paths;
  }
}

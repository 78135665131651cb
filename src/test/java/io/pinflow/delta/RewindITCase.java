package io.pinflow.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.testing.Spark;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** An older savepoint is restored while the tables have gone on, and others have worked on them. */
class RewindITCase {

  private static final int COUNT = 100_000;

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(4)
              .build());

  @TempDir Path lake;
  @TempDir Path savepoints;

  @Test
  void everyIdIsThereOnceHoweverOftenTheJobGoesBack() throws Exception {
    Spark.sql("SELECT 'Spark is up before the job is through'");
    JobClient first = job(null, 20).define().executeAsync();
    awaitCommits(4);
    String savepoint =
        first.triggerSavepoint(savepoints.toUri().toString(), SavepointFormatType.CANONICAL).get();
    awaitCommits(3);
    Spark.sql("OPTIMIZE " + table("all"));
    Spark.sql("ALTER TABLE " + table("evens") + " ADD COLUMN note STRING");
    awaitCommits(2);
    first.cancel().get();
    Spark.sql("DELETE FROM " + table("evens") + " WHERE id = 4");

    assertThatThrownBy(() -> fail(savepoint).getJobExecutionResult().get())
        .hasStackTraceContaining("restored from an older state")
        .hasStackTraceContaining("set on-rewind to restore");
    JobClient second = restored(savepoint, 200).define().executeAsync();
    awaitCommits(5);
    second.cancel().get();
    restored(savepoint, COUNT).define().execute();

    summarizeLogs();
    assertThat(notOnce("all", 1)).isEmpty();
    assertThat(notOnce("evens", 2)).containsExactly(List.of(4L, 0L));
    assertThat(Spark.sql("DESCRIBE HISTORY " + table("all")).toString()).contains("RESTORE");
  }

  private JobClient fail(String savepoint) throws Exception {
    return job(savepoint, 200).define().executeAsync();
  }

  private DeltaJob restored(String savepoint, int perCheckpoint) {
    DeltaJob job = job(savepoint, perCheckpoint);
    job.sink = job.sink.andThen(sink -> sink.onRewind(OnRewind.RESTORE));
    return job;
  }

  private DeltaJob job(String savepoint, int perCheckpoint) {
    DeltaJob job = new DeltaJob(lake.toString());
    job.count = COUNT;
    job.perCheckpoint = perCheckpoint;
    // Spark merges files here, and could not if the job did
    job.sink = sink -> sink.compactionMinFiles(0).logCheckpointInterval(1_000);
    job.configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(200));
    if (savepoint != null) {
      job.configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    }
    return job;
  }

  /** Waits until each table has so many commits more. */
  private void awaitCommits(int more) throws Exception {
    for (String table : List.of("all", "evens")) {
      long before = commits(table);
      Awaitility.await().until(() -> commits(table) >= before + more);
    }
  }

  private long commits(String table) throws Exception {
    Path log = lake.resolve(table).resolve("_delta_log");
    if (Files.notExists(log)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(log)) {
      return files.filter(file -> file.toString().matches(".*/[0-9]+\\.json")).count();
    }
  }

  /** Puts all that happened into a checkpoint, which Spark reads from here on. */
  private void summarizeLogs() throws Exception {
    for (String name : List.of("all", "evens")) {
      LocalTable table = LocalTable.pins(lake.resolve(name));
      table.log().load().writeCheckpoint(table.engine);
    }
  }

  private String table(String name) {
    return Spark.table(lake.resolve(name));
  }

  /** Each id that is not there once, with how often it is; the ids are those of each step. */
  private List<List<Object>> notOnce(String table, int step) {
    return Spark.sql(
        String.format(
            "SELECT id, count(found) AS times FROM range(0, %d, %d) FULL JOIN"
                + " (SELECT id, id AS found FROM %s) USING (id)"
                + " GROUP BY id HAVING times <> 1 OR id %% %d <> 0 ORDER BY id",
            COUNT, step, table(table), step));
  }
}

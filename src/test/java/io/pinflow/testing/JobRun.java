package io.pinflow.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.CheckpointStatsCounts;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.minicluster.MiniCluster;

/**
 * One run of the job in the {@link Cluster}. Every way to end it asserts that no record was late
 * for a window; a run that a failed test left behind is cancelled by {@link #close}.
 */
public final class JobRun implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Cluster cluster;
  private final MiniCluster mini;
  private final JobID job;
  private final String name;
  private final String savepoints;

  JobRun(Cluster cluster, JobID job, String name, String savepoints) {
    this.cluster = cluster;
    this.mini = cluster.mini();
    this.job = job;
    this.name = name;
    this.savepoints = savepoints;
  }

  public Cluster cluster() {
    return cluster;
  }

  /** How many records the sources have read; one read again after a failure counts once. */
  public long read() {
    return Turnstile.passed(name);
  }

  /** How often the job was restarted. */
  public long restarts() {
    return JobMetrics.gauge(job.toHexString(), "numRestarts");
  }

  /** The sum of a counter of ours over all tasks and attempts. */
  public long counted(String counter) {
    return JobMetrics.counted(job.toHexString(), counter);
  }

  /** Waits until at least this many records are read. */
  public void awaitReadAtLeast(long records) {
    await("records read").atMost(PATIENCE).until(() -> failed() || read() >= records);
    assertThat(read()).as("records read, job %s", status()).isGreaterThanOrEqualTo(records);
  }

  /** Waits until the job has been restarted so often. */
  public void awaitRestarts(long count) {
    await("restarts").atMost(PATIENCE).until(() -> failed() || restarts() >= count);
  }

  /** Waits until this many records are read and a checkpoint holds them all. */
  public void awaitKept(long records) {
    await(records + " records read and kept")
        .atMost(PATIENCE)
        .until(() -> kept(records), kept -> failed() || kept >= records);
    assertThat(read()).as("records read, job %s", status()).isEqualTo(records);
  }

  /** The records read; none as long as the last checkpoint may not hold all that are wanted. */
  private long kept(long wanted) {
    return read() >= wanted && !checkpoint() ? 0 : read();
  }

  /** Takes a checkpoint now; tells whether it completed before any task failed. */
  public boolean checkpoint() {
    long restarts = restarts();
    try {
      mini.triggerCheckpoint(job, CheckpointType.CONFIGURED).get();
      return restarts() == restarts;
    } catch (InterruptedException | ExecutionException failed) {
      return false;
    }
  }

  /** Waits until every task runs. */
  public void awaitRunning(Duration patience) {
    await("all tasks run").atMost(patience).until(this::isRunning);
  }

  private boolean isRunning() throws Exception {
    for (AccessExecutionVertex vertex : graph().getAllExecutionVertices()) {
      if (vertex.getExecutionState() != ExecutionState.RUNNING) {
        return false;
      }
    }
    return true;
  }

  /** Waits until so many checkpoints have completed. */
  public void awaitCheckpoints(long count) {
    await("checkpoints")
        .atMost(PATIENCE)
        .until(() -> failed() || checkpoints().getNumberOfCompletedCheckpoints() >= count);
  }

  /** How many checkpoints there were, by how they ended. */
  public CheckpointStatsCounts checkpoints() throws Exception {
    return graph().getCheckpointStatsSnapshot().getCounts();
  }

  /** Where the last completed checkpoint is. */
  public String lastCheckpoint() throws Exception {
    return graph()
        .getCheckpointStatsSnapshot()
        .getHistory()
        .getLatestCompletedCheckpoint()
        .getExternalPath();
  }

  /** Waits until so many checkpoints have failed. */
  public void awaitFailedCheckpoints(long count) {
    await("failed checkpoints")
        .atMost(PATIENCE)
        .until(() -> failed() || checkpoints().getNumberOfFailedCheckpoints() >= count);
  }

  /** Waits until a bounded run has ended by itself. */
  public void awaitFinished() {
    await("job ends").atMost(PATIENCE).until(() -> status().isGloballyTerminalState());
    assertThat(status()).isEqualTo(JobStatus.FINISHED);
    assertNothingLate();
  }

  /** Waits until the job has given up; returns why. */
  public Throwable awaitFailed() throws Exception {
    await("job fails").atMost(PATIENCE).until(() -> status().isGloballyTerminalState());
    assertThat(status()).isEqualTo(JobStatus.FAILED);
    return mini.requestJobResult(job).get().getSerializedThrowable().orElseThrow();
  }

  /** Takes a savepoint while the job goes on; returns where it is. */
  public String savepoint() throws Exception {
    awaitRunning(PATIENCE);
    return mini.triggerSavepoint(job, savepoints, false, SavepointFormatType.CANONICAL).get();
  }

  /** Ends the sources for good, lets everything drain and returns the savepoint. */
  public String drain() throws Exception {
    return stop(true);
  }

  /** Stops so that the job can go on from the savepoint, which is returned. */
  public String suspend() throws Exception {
    return stop(false);
  }

  /** A savepoint is refused as long as any task is not up yet. */
  private String stop(boolean drain) throws Exception {
    awaitRunning(PATIENCE);
    String savepoint =
        mini.stopWithSavepoint(job, savepoints, drain, SavepointFormatType.CANONICAL)
            .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    awaitFinished();
    return savepoint;
  }

  /** Ends the job where it stands. */
  public void cancel() throws Exception {
    mini.cancelJob(job).get();
    await("job is cancelled").atMost(PATIENCE).until(() -> status().isGloballyTerminalState());
    assertNothingLate();
  }

  private void assertNothingLate() {
    assertThat(counted("numLateRecordsDropped")).as("late records").isZero();
  }

  private boolean failed() {
    return status().isGloballyTerminalState();
  }

  private JobStatus status() {
    return mini.getJobStatus(job).join();
  }

  private AccessExecutionGraph graph() throws Exception {
    return mini.getExecutionGraph(job).get();
  }

  @Override
  public void close() {
    if (!status().isGloballyTerminalState()) {
      mini.cancelJob(job).join();
      mini.requestJobResult(job).join();
    }
    JobMetrics.forget(job.toHexString());
  }
}

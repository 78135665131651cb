package io.pinflow.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;

/** A job on a {@link ProcessCluster}; one that a failed test left behind is cancelled. */
public final class SubmittedJob implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Set<String> ENDED = Set.of("FINISHED", "CANCELED", "FAILED");

  private static final String JOBS = "/jobs/";

  private final FlinkRest flink;
  private final String job;

  SubmittedJob(FlinkRest flink, String id) {
    this.flink = flink;
    this.job = JOBS + id;
  }

  SubmittedJob over(FlinkRest other) {
    return new SubmittedJob(other, job.substring(JOBS.length()));
  }

  private String state() throws IOException {
    return flink.get(job).get("state").textValue();
  }

  /** Waits until every task runs. */
  public void awaitRunning() {
    await("all tasks run")
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(
            () -> {
              JsonNode vertices = flink.get(job).get("vertices");
              for (JsonNode vertex : vertices) {
                if (!vertex.get("parallelism").equals(vertex.at("/tasks/RUNNING"))) {
                  return false;
                }
              }
              // a job that is being taken over has none yet
              return !vertices.isEmpty();
            });
  }

  /** Waits until the archive holds at least this many records. */
  public void awaitArchived(Landing landing, long records) {
    await("records archived")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> landing.archived() >= records);
  }

  /** Waits until it has been restarted so often by the JobManager that leads now. */
  public void awaitRestarts(long count) {
    await("restarts").atMost(PATIENCE).ignoreExceptions().until(() -> restarts() >= count);
  }

  /** How often it was restarted by the JobManager that leads now. */
  public long restarts() throws IOException {
    return flink.get(job + "/metrics?get=numRestarts").at("/0/value").asLong();
  }

  /** How many checkpoints have completed. */
  public long checkpoints() throws IOException {
    return flink.get(job + "/checkpoints").at("/counts/completed").longValue();
  }

  /** Why it failed, each time. */
  public String failures() throws IOException {
    return flink.get(job + "/exceptions").at("/exceptionHistory").toString();
  }

  /** Waits until it has given up; returns why. */
  public String awaitFailed() throws IOException {
    await("job fails").atMost(PATIENCE).ignoreExceptions().until(() -> ENDED.contains(state()));
    assertThat(state()).isEqualTo("FAILED");
    return failures();
  }

  /** Ends the sources for good and lets everything drain. */
  public void drain() throws IOException {
    stop("{\"drain\":true}");
  }

  /** Stops so that it can go on from the savepoint, which is returned. */
  public String suspend() throws IOException {
    return stop("{\"drain\":false}");
  }

  /** The same with the savepoint in this location. */
  public String suspend(String location) throws IOException {
    return stop("{\"drain\":false,\"targetDirectory\":\"" + location + "\"}");
  }

  private String stop(String how) throws IOException {
    awaitRunning();
    String trigger = flink.post(job + "/stop", how).get("request-id").textValue();
    String savepoint = job + "/savepoints/" + trigger;
    await("savepoint")
        .atMost(PATIENCE)
        .until(() -> flink.get(savepoint).at("/status/id").textValue().equals("COMPLETED"));
    JsonNode operation = flink.get(savepoint).get("operation");
    assertThat(operation.path("failure-cause").toString()).isEmpty();
    await("job ends").atMost(PATIENCE).until(() -> ENDED.contains(state()));
    assertThat(state()).isEqualTo("FINISHED");
    return operation.get("location").textValue();
  }

  @Override
  public void close() throws IOException {
    if (!ENDED.contains(state())) {
      flink.cancel(job.substring(JOBS.length()));
      await("job is cancelled").atMost(PATIENCE).until(() -> ENDED.contains(state()));
    }
  }
}

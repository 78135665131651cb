package io.pinflow.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/**
 * What the job's checkpoints took, as far as it told before its end.
 *
 * @param stateBytes of the largest
 * @param uploadedBytes of all, what was not kept from one to the next
 */
record CheckpointCosts(
    long completed,
    long failed,
    double medianSeconds,
    double longestSeconds,
    long stateBytes,
    long uploadedBytes) {

  static final CheckpointCosts NONE = new CheckpointCosts(0, 0, 0, 0, 0, 0);

  /** Of the only job behind this port; {@code before} while it does not answer. */
  static CheckpointCosts ask(FlinkRest flink, CheckpointCosts before) {
    try {
      JsonNode jobs = flink.get("/jobs").path("jobs");
      return jobs.isEmpty()
          ? before
          : of(flink.get("/jobs/" + jobs.path(0).path("id").asText() + "/checkpoints"));
    } catch (IOException startingOrEnding) {
      return before;
    }
  }

  private static CheckpointCosts of(JsonNode told) {
    JsonNode summary = told.path("summary");
    JsonNode duration = summary.path("end_to_end_duration");
    JsonNode uploaded = summary.path("checkpointed_size");
    long completed = told.path("counts").path("completed").asLong();
    return completed == 0
        ? NONE
        : new CheckpointCosts(
            completed,
            told.path("counts").path("failed").asLong(),
            duration.path("p50").asDouble() / 1e3,
            duration.path("max").asDouble() / 1e3,
            summary.path("state_size").path("max").asLong(),
            uploaded.path("avg").asLong() * completed);
  }
}

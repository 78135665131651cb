package io.pinflow.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Set;

/** The one job behind a web port, seen and told through Flink's REST API. */
final class JobOverRest {

  private static final Set<String> BROKEN = Set.of("FAILING", "FAILED", "RESTARTING", "CANCELED");

  private final FlinkRest flink;
  private String id;

  JobOverRest(String root) {
    flink = new FlinkRest(root);
  }

  String webUi() {
    return flink.root();
  }

  /** Whether all its tasks run; false while nobody answers. */
  boolean running() {
    try {
      JsonNode job = flink.get("/jobs/overview").path("jobs").path(0);
      JsonNode tasks = job.path("tasks");
      id = job.path("jid").asText();
      return tasks.path("total").asInt() > 0 && tasks.path("total").equals(tasks.path("running"));
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Its state as Flink names it. */
  String state() throws IOException {
    return flink.get("/jobs/" + id).path("state").asText();
  }

  /** Its counters now; fails when it has failed, for a restart begins to count anew. */
  JobCounts counts() throws IOException {
    String state = state();
    if (BROKEN.contains(state)) {
      throw new Failure("The job is " + state + ": " + rootCause());
    }
    return JobCounts.of(flink, id);
  }

  private String rootCause() throws IOException {
    JsonNode history = flink.get("/jobs/" + id + "/exceptions").path("exceptionHistory");
    return history
        .path("entries")
        .path(0)
        .path("stacktrace")
        .asText("no cause given")
        .lines()
        .filter(line -> !line.startsWith("\t"))
        .reduce((outer, inner) -> inner)
        .orElse("no cause given");
  }

  /** Number of completed checkpoints, each of which has committed what came before it. */
  long checkpoints() throws IOException {
    return flink.get("/jobs/" + id + "/checkpoints").path("counts").path("completed").asLong();
  }

  /** Asks for a stop with a savepoint that lets the end of the input flow through. */
  void drain() throws IOException {
    flink.post("/jobs/" + id + "/stop", "{\"drain\":true}");
  }
}

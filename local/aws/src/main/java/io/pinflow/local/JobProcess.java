package io.pinflow.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The job, run by {@code local/run-job} and watched through its web port. */
final class JobProcess {

  private static final Duration START = Duration.ofMinutes(3);
  private static final Duration DRAIN = Duration.ofMinutes(3);
  private static final Set<String> BROKEN = Set.of("FAILING", "FAILED", "RESTARTING", "CANCELED");

  private final Process process;
  private final Path log;
  private final FlinkRest flink;
  private String id;

  private JobProcess(Process process, Path log, FlinkRest flink) {
    this.process = process;
    this.log = log;
    this.flink = flink;
  }

  static JobProcess start(StackConfig stack, int parallelism, int webPort) throws IOException {
    Path log = stack.data().resolve("logs/job.log");
    ProcessBuilder builder =
        new ProcessBuilder(
            stack.home().resolve("local/run-job").toString(),
            "--config",
            JobConfigFile.write(stack).toString(),
            "--parallelism",
            Integer.toString(parallelism),
            "--checkpoint-interval",
            "2s",
            "--checkpoints",
            stack.data().resolve("checkpoints").toString(),
            "--web-port",
            Integer.toString(webPort));
    builder.environment().put("AWS_ACCESS_KEY_ID", "test");
    builder.environment().put("AWS_SECRET_ACCESS_KEY", "test");
    builder.environment().put("PINFLOW_LOG", log.toString());
    builder.redirectErrorStream(true).redirectOutput(said(log).toFile());
    builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    return new JobProcess(builder.start(), log, new FlinkRest("http://127.0.0.1:" + webPort));
  }

  String webUi() {
    return flink.root();
  }

  /** Returns once all its tasks run. */
  void awaitRunning() throws IOException {
    long deadline = System.nanoTime() + START.toNanos();
    while (!running()) {
      pauseOrFail(deadline, "did not start");
    }
  }

  private boolean running() {
    try {
      JsonNode job = flink.get("/jobs/overview").path("jobs").path(0);
      JsonNode tasks = job.path("tasks");
      id = job.path("jid").asText();
      return tasks.path("total").asInt() > 0 && tasks.path("total").equals(tasks.path("running"));
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Waits a moment; fails when the process has ended or time is up. */
  private void pauseOrFail(long deadline, String problem) throws IOException {
    try {
      if (process.waitFor(250, TimeUnit.MILLISECONDS)) {
        throw new Failure("The job ended early: " + lastWords());
      }
    } catch (InterruptedException ended) {
      throw new Failure("Interrupted while waiting for the job.", ended);
    }
    if (System.nanoTime() > deadline) {
      throw new Failure("The job " + problem + " in time. Its log: " + log);
    }
  }

  /** What it says on the console, beside its log. */
  private static Path said(Path log) {
    return log.resolveSibling("job.out");
  }

  private String lastWords() throws IOException {
    List<String> lines =
        Files.readAllLines(said(log)).stream().filter(line -> !line.isBlank()).toList();
    return (lines.isEmpty() ? "" : lines.get(lines.size() - 1)) + "\nIts log: " + log;
  }

  /** Its counters now; fails when it has failed, for a restart begins to count anew. */
  JobCounts counts() throws IOException {
    try {
      return countsWhileAlive();
    } catch (ConnectException unreachable) {
      throw new Failure("The job ended early: " + lastWords(), unreachable);
    }
  }

  private JobCounts countsWhileAlive() throws IOException {
    if (!process.isAlive()) {
      throw new Failure("The job ended early: " + lastWords());
    }
    String state = flink.get("/jobs/" + id).path("state").asText();
    if (BROKEN.contains(state)) {
      throw new Failure("The job is " + state + ": " + rootCause() + "\nIts log: " + log);
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

  /** Stops it with a savepoint, letting the end of the input flow through; it ends FINISHED. */
  void drain() throws IOException {
    flink.post("/jobs/" + id + "/stop", "{\"drain\":true}");
    try {
      if (!process.waitFor(DRAIN.toSeconds(), TimeUnit.SECONDS)) {
        throw new Failure(
            "The job did not drain within " + DRAIN.toSeconds() + " s. Its log: " + log);
      }
    } catch (InterruptedException ended) {
      throw new Failure("Interrupted while the job drained.", ended);
    }
    if (process.exitValue() != 0) {
      throw new Failure("The job failed while it drained: " + lastWords());
    }
  }

  void end() {
    Running.end(process.toHandle());
  }
}

package io.pinflow.local;

import java.io.File;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The job, run by {@code local/run-job} and watched through its web port. */
final class JobProcess implements DemoJob {

  private static final Duration START = Duration.ofMinutes(3);
  private static final Duration DRAIN = Duration.ofMinutes(3);

  private final Process process;
  private final Path log;
  private final JobOverRest job;

  private JobProcess(Process process, Path log, JobOverRest job) {
    this.process = process;
    this.log = log;
    this.job = job;
  }

  /** With the configuration of the demo. */
  static JobProcess start(StackConfig stack, int parallelism, int webPort) throws IOException {
    return start(stack, JobConfigFile.write(stack), parallelism, "2s", webPort);
  }

  static JobProcess start(
      StackConfig stack, Path config, int parallelism, String checkpointInterval, int webPort)
      throws IOException {
    Path log = stack.data().resolve("logs/job.log");
    ProcessBuilder builder =
        new ProcessBuilder(
            stack.home().resolve("local/run-job").toString(),
            "--config",
            config.toString(),
            "--parallelism",
            Integer.toString(parallelism),
            "--checkpoint-interval",
            checkpointInterval,
            "--checkpoints",
            stack.data().resolve("checkpoints").toString(),
            "--web-port",
            Integer.toString(webPort));
    builder.environment().put("AWS_ACCESS_KEY_ID", "test");
    builder.environment().put("AWS_SECRET_ACCESS_KEY", "test");
    builder.environment().put("PINFLOW_LOG", log.toString());
    Files.createDirectories(log.getParent());
    builder.redirectErrorStream(true).redirectOutput(said(log).toFile());
    builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    return new JobProcess(builder.start(), log, new JobOverRest("http://127.0.0.1:" + webPort));
  }

  @Override
  public String webUi() {
    return job.webUi();
  }

  @Override
  public void awaitRunning() throws IOException {
    long deadline = System.nanoTime() + START.toNanos();
    while (!job.running()) {
      pauseOrFail(deadline, "did not start");
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

  @Override
  public JobCounts counts() throws IOException {
    try {
      return job.counts();
    } catch (ConnectException unreachable) {
      throw new Failure("The job ended early: " + lastWords(), unreachable);
    } catch (Failure broken) {
      throw new Failure(broken.getMessage() + "\nIts log: " + log, broken);
    }
  }

  @Override
  public long checkpoints() throws IOException {
    return job.checkpoints();
  }

  @Override
  public void drain() throws IOException {
    job.drain();
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

  @Override
  public void end() {
    Running.end(process.toHandle());
  }
}

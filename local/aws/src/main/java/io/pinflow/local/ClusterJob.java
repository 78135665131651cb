package io.pinflow.local;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The job on a cluster of processes, which end with it. */
final class ClusterJob implements DemoJob {

  private static final Duration START = Duration.ofMinutes(3);
  private static final Duration DRAIN = Duration.ofMinutes(3);

  private final ClusterConfig config;
  private final List<Running> processes = new CopyOnWriteArrayList<>();
  private final JobOverRest job;

  private ClusterJob(ClusterConfig config) {
    this.config = config;
    this.job = new JobOverRest(config.webUi());
  }

  /** Starts the processes; {@link #awaitRunning} waits for them and submits the jar. */
  static ClusterJob start(ClusterConfig config) throws IOException {
    ClusterJob started = new ClusterJob(config);
    for (Service service : config.wanted()) {
      started.processes.add(Running.start(config, service));
    }
    return started;
  }

  @Override
  public String webUi() {
    return job.webUi();
  }

  @Override
  public void awaitRunning() throws IOException {
    for (Running process : processes) {
      process.await();
    }
    submit();
    await("start", START, job::running);
  }

  /** With one of each operator in every slot. */
  private void submit() throws IOException {
    Path said = config.data().resolve("logs/submit.log");
    int code =
        new Submission(config)
            .submit(
                JobConfigFile.write(config.stack()),
                config.home().resolve("flink-app/target/pinflow.jar"),
                config.taskManagers() * config.slots(),
                "")
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start()
            .onExit()
            .join()
            .exitValue();
    if (code != 0) {
      throw new Failure("The cluster did not take the job; it says why in " + said);
    }
  }

  /** What is to be waited for. */
  private interface Condition {
    boolean holds() throws IOException;
  }

  private void await(String what, Duration patience, Condition condition) throws IOException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > deadline) {
        throw new Failure(
            "The job did not %s in time. Logs: %s"
                .formatted(what, config.shown(config.data().resolve("logs"))));
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(250));
    }
  }

  @Override
  public JobCounts counts() throws IOException {
    return job.counts();
  }

  @Override
  public long checkpoints() throws IOException {
    return job.checkpoints();
  }

  @Override
  public void drain() throws IOException {
    job.drain();
    await("drain", DRAIN, () -> job.state().equals("FINISHED"));
  }

  /** TaskManagers first, ZooKeeper last. */
  @Override
  public void end() {
    for (int last = processes.size() - 1; last >= 0; last--) {
      processes.get(last).end();
    }
  }
}

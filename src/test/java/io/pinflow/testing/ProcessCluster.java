package io.pinflow.testing;

import static org.awaitility.Awaitility.await;

import io.pinflow.testing.LocalStack.Service;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Flink cluster of processes, run by {@code local/cluster}: {@code zookeeper, jobmanager-1,
 * taskmanager-1} and so on, with its state in a bucket of its own. {@code jobmanager-2} and more
 * TaskManagers are there once they are started.
 */
public final class ProcessCluster implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Pattern SUBMITTED = Pattern.compile("JobID ([0-9a-f]{32})");

  private final Path folder;
  private final int webPort;
  private final List<String> options;
  private final Launcher launcher;
  private final Properties settings = new Properties();
  private final Map<String, String> environment;

  /** Starts ZooKeeper, a JobManager and so many TaskManagers of two slots. */
  public ProcessCluster(Path folder, int taskManagers) throws IOException {
    this(folder, taskManagers, Map.of(), Map.of());
  }

  /**
   * @param settings more of Flink's
   * @param environment more of the processes'
   */
  public ProcessCluster(
      Path folder, int taskManagers, Map<String, String> settings, Map<String, String> environment)
      throws IOException {
    this.folder = Files.createDirectories(folder);
    this.settings.putAll(settings);
    this.environment = environment;
    LocalStack stack = LocalStack.with(Service.S3);
    int[] ports = LocalStack.freePorts(32);
    webPort = ports[0];
    options =
        List.of(
            "--data=" + folder,
            "--s3-port=" + stack.s3Port(),
            "--web-port=" + webPort,
            "--cluster-port=" + ports[2],
            "--task-managers=" + taskManagers,
            "--state=s3://" + stack.createBucket("cluster"),
            "--settings=" + settingsFile());
    writeSettings();
    launcher = new Launcher(folder.resolve("cluster.log"), builder("run"));
    for (int service = 0; service < taskManagers + 2; service++) {
      launcher.skip();
    }
    launcher.expect("up");
  }

  private ProcessBuilder builder(String verb, String... more) {
    List<String> command = new ArrayList<>();
    command.add(Repository.home().resolve("local/cluster").toString());
    command.add(verb);
    command.addAll(options);
    command.addAll(List.of(more));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    return builder;
  }

  private Path settingsFile() {
    return folder.resolve("settings.properties");
  }

  private void writeSettings() throws IOException {
    try (Writer writer = Files.newBufferedWriter(settingsFile())) {
      settings.store(writer, null);
    }
  }

  /** A setting of Flink's for all processes that start from now on; null takes it back. */
  public void set(String key, String value) throws IOException {
    if (value == null) {
      settings.remove(key);
    } else {
      settings.setProperty(key, value);
    }
    writeSettings();
  }

  /** Starts processes; they answer when this returns. */
  public void start(String... names) throws IOException {
    for (String name : names) {
      launcher.start(name);
    }
  }

  /** Ends a process where it stands; returns once the cluster misses it. */
  public void kill(String name) throws IOException {
    ProcessHandle handle = handle(name);
    handle.destroyForcibly();
    handle.onExit().join();
    awaitMissed(name);
  }

  /** Waits until the JobManager has given up a TaskManager; at once for other processes. */
  public void awaitMissed(String name) {
    await(name + " is missed")
        .atMost(PATIENCE)
        .until(() -> !name.startsWith("taskmanager") || !isKnown(name));
  }

  /** Waits until the JobManager knows a TaskManager. */
  public void awaitKnown(String name) {
    await(name + " is back").atMost(PATIENCE).until(() -> isKnown(name));
  }

  private boolean isKnown(String name) throws IOException {
    return flink().get("/taskmanagers").findValuesAsText("id").contains(name);
  }

  /** Lets a process stand still, as one does that has lost its machine. */
  public void pause(String name) throws Exception {
    Signals.send("STOP", handle(name));
  }

  /** Lets it go on, not knowing that time has passed. */
  public void resume(String name) throws Exception {
    Signals.send("CONT", handle(name));
  }

  /** From now on no file that the process writes can grow, as on a disk that is full. */
  public void fillDisk(String name) throws Exception {
    limitFiles(name, "0");
  }

  public void freeDisk(String name) throws Exception {
    limitFiles(name, "unlimited");
  }

  private void limitFiles(String name, String bytes) throws Exception {
    Signals.run("prlimit", "--pid=" + handle(name).pid(), "--fsize=" + bytes + ":unlimited");
  }

  /** Its process. */
  public ProcessHandle handle(String name) throws IOException {
    return Signals.recorded(folder, name);
  }

  /** What it has said on its console since its last start. */
  public String log(String name) throws IOException {
    return Files.readString(folder.resolve("logs").resolve(name + ".log"));
  }

  /**
   * Submits the job's jar; all the state it is given must be taken up.
   *
   * @param more of the command line
   */
  public SubmittedJob submit(Feed feed, Landing landing, String... more) throws Exception {
    Path config = PropertyGroupsFile.write(folder, feed, landing);
    List<String> words = new ArrayList<>(List.of("--config", config.toString()));
    words.addAll(List.of(more));
    File said = folder.resolve("submit.log").toFile();
    Process client =
        builder("submit", words.toArray(String[]::new))
            .redirectErrorStream(true)
            .redirectOutput(Redirect.to(said))
            .start();
    int code = client.waitFor();
    Matcher id = SUBMITTED.matcher(Files.readString(said.toPath()));
    if (code != 0 || !id.find()) {
      throw new IllegalStateException("not submitted: " + Files.readString(said.toPath()));
    }
    return new SubmittedJob(flink(), id.group(1));
  }

  /** The same job, asked of the second JobManager. */
  public SubmittedJob seenByTheSecond(SubmittedJob job) {
    return job.over(new FlinkRest(webPort + 1));
  }

  private FlinkRest flink() {
    return new FlinkRest(webPort);
  }

  @Override
  public void close() throws IOException {
    launcher.close();
  }
}

package io.pinflow.local;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Where the cluster lives and listens.
 *
 * @param stack whose S3 it keeps its state in
 * @param webPort of the first JobManager; the second takes the next one
 * @param firstPort ZooKeeper's; the others take those after it
 * @param taskManagers how many are wanted
 * @param slots of each
 * @param state where checkpoints, savepoints and what a new JobManager must know are kept
 * @param settings file of more settings, read again at every start of a process
 */
record ClusterConfig(
    StackConfig stack,
    int webPort,
    int firstPort,
    int taskManagers,
    int slots,
    String state,
    Optional<Path> settings)
    implements Fleet {

  static final String LOOPBACK = "127.0.0.1";

  private static final String PORT = "PINFLOW_CLUSTER_PORT";
  private static final int FIRST_PORT = 6120;
  private static final String STATE = "s3://" + StackConfig.BUCKET + "/cluster";

  /** The second JobManager is a standby, started by name only. */
  private static final int JOB_MANAGERS = 2;

  private static final int MOST_TASK_MANAGERS = 8;

  /** Options first, then the environment, then the defaults. */
  static ClusterConfig from(Arguments arguments) {
    return new ClusterConfig(
        StackConfig.from(arguments),
        arguments.number("web-port", "PINFLOW_WEB_PORT", 8081),
        arguments.number("cluster-port", PORT, FIRST_PORT),
        taskManagers(arguments),
        arguments.number("slots", "", 2),
        arguments.text("state", STATE),
        Optional.of(arguments.text("settings", ""))
            .filter(file -> !file.isEmpty())
            .map(file -> Path.of(file).toAbsolutePath()));
  }

  private static int taskManagers(Arguments arguments) {
    int count = arguments.number("task-managers", "", 2);
    if (count > MOST_TASK_MANAGERS) {
      throw new Failure(
          "--task-managers is %d; there can be %d.".formatted(count, MOST_TASK_MANAGERS));
    }
    return count;
  }

  /** One slot in each of so many TaskManagers, keeping their state in the stack. */
  static ClusterConfig of(StackConfig stack, int webPort, int taskManagers) {
    int firstPort = Arguments.parse("").number("cluster-port", PORT, FIRST_PORT);
    return new ClusterConfig(stack, webPort, firstPort, taskManagers, 1, STATE, Optional.empty());
  }

  @Override
  public String command() {
    return "local/cluster";
  }

  @Override
  public Path home() {
    return stack.home();
  }

  @Override
  public Path data() {
    return stack.data();
  }

  @Override
  public List<Service> all() {
    return services(JOB_MANAGERS, MOST_TASK_MANAGERS);
  }

  @Override
  public List<Service> wanted() {
    return services(1, taskManagers);
  }

  private List<Service> services(int jobManagers, int taskManagers) {
    List<Service> services = new ArrayList<>(List.of(new ZooKeeperService(this)));
    for (int number = 1; number <= jobManagers; number++) {
      services.add(new JobManagerService(this, number));
    }
    for (int number = 1; number <= taskManagers; number++) {
      services.add(new TaskManagerService(this, number));
    }
    return services;
  }

  String webUi() {
    return "http://%s:%d".formatted(LOOPBACK, webPort);
  }

  /** RPC and blobs. */
  List<Integer> jobManagerPorts(int number) {
    return pair(firstPort + 2 * number - 1);
  }

  /** RPC and data. */
  List<Integer> taskManagerPorts(int number) {
    return pair(firstPort + 2 * (JOB_MANAGERS + number) - 1);
  }

  private static List<Integer> pair(int port) {
    return List.of(port, port + 1);
  }

  /** Where the service puts the property groups of the job. */
  Path propertyGroups() {
    return data().resolve("cluster/application_properties.json");
  }

  /** What the file of more settings says now. */
  Map<String, String> moreSettings() throws IOException {
    Properties more = new Properties();
    if (settings.isPresent()) {
      try (Reader reader = Files.newBufferedReader(settings.get())) {
        more.load(reader);
      }
    }
    Map<String, String> sorted = new TreeMap<>();
    more.forEach((key, value) -> sorted.put(key.toString(), value.toString()));
    return sorted;
  }
}

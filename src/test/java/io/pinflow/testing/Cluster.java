package io.pinflow.testing;

import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.minicluster.RpcServiceSharing;

/**
 * A mini-cluster of two TaskManagers with two slots each, shared by the tests of a JVM; its jobs
 * reach the S3 endpoint of the {@link LocalStack} through the plugin, as on the service.
 */
public final class Cluster {

  private static final int TASK_MANAGERS = 2;
  private static final int SLOTS = 2;

  private static Cluster shared;

  private final MiniCluster mini;
  private final List<Integer> taskManagers = new ArrayList<>();
  private int started = TASK_MANAGERS;

  private Cluster() throws Exception {
    String endpoint = LocalStack.with().s3Endpoint();
    S3FileSystem.use(endpoint);
    Configuration configuration = S3FileSystem.configuration(endpoint);
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(384));
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(192));
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(192));
    configuration.set(MetricOptions.REPORTERS_LIST, "tests");
    configuration.setString(
        "metrics.reporter.tests.factory.class", JobMetrics.Factory.class.getName());
    mini =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setPluginManager(new Plugins())
                .setNumTaskManagers(TASK_MANAGERS)
                .setNumSlotsPerTaskManager(SLOTS)
                .setRpcServiceSharing(RpcServiceSharing.SHARED)
                .withRandomPorts()
                .build());
    for (int index = 0; index < TASK_MANAGERS; index++) {
      taskManagers.add(index);
    }
    mini.start();
    Runtime.getRuntime().addShutdownHook(new Thread(mini::closeAsync));
  }

  /** The cluster; it starts at the first call and ends with the JVM. */
  static synchronized Cluster shared() {
    try {
      if (shared == null) {
        shared = new Cluster();
      }
      return shared;
    } catch (Exception broken) {
      throw new IllegalStateException("The mini-cluster did not start.", broken);
    }
  }

  MiniCluster mini() {
    return mini;
  }

  /**
   * Ends one of the TaskManagers, whichever the source of chance picks. Another is there before:
   * without enough slots a restart would fail again and again until one is.
   */
  public synchronized void replaceTaskManager(Random chance) throws Exception {
    int ended = taskManagers.remove(chance.nextInt(taskManagers.size()));
    mini.startTaskManager();
    taskManagers.add(started++);
    await("TaskManagers").until(() -> running() == TASK_MANAGERS + 1);
    mini.terminateTaskManager(ended).get();
    await("TaskManagers").until(() -> running() == TASK_MANAGERS);
  }

  private int running() throws Exception {
    return mini.getResourceOverview().get().getNumberTaskManagers();
  }
}

package io.pinflow.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The settings of one process of the cluster: those that the service fixes for every application,
 * and what a laptop needs.
 */
final class FlinkSettings {

  private static final String FRAMEWORK_HEAP = "taskmanager.memory.framework.heap.size";
  private static final String TASK_HEAP = "taskmanager.memory.task.heap.size";
  private static final String FRAMEWORK_OFF_HEAP = "taskmanager.memory.framework.off-heap.size";
  private static final String TASK_OFF_HEAP = "taskmanager.memory.task.off-heap.size";
  private static final String NETWORK = "taskmanager.memory.network.max";

  private final Path folder;
  private final Map<String, String> values = new TreeMap<>();

  /**
   * @param own what this process has for itself
   */
  FlinkSettings(ClusterConfig config, String process, Map<String, String> own) throws IOException {
    folder = config.data().resolve("cluster").resolve(process);
    asOnTheService(config);
    onLoopback(config);
    size(config);
    reachStorage(config.stack());
    values.putAll(own);
    values.putAll(config.moreSettings());
  }

  private void asOnTheService(ClusterConfig config) {
    set("classloader.resolve-order", "child-first");
    set("state.backend.type", "rocksdb");
    set("execution.checkpointing.incremental", "true");
    set("execution.checkpointing.mode", "EXACTLY_ONCE");
    set("execution.checkpointing.max-concurrent-checkpoints", "1");
    set("execution.checkpointing.interval", "2 s");
    set("execution.checkpointing.externalized-checkpoint-retention", "RETAIN_ON_CANCELLATION");
    set("execution.checkpointing.dir", config.state() + "/checkpoints");
    set("execution.checkpointing.savepoint-dir", config.state() + "/savepoints");
    set("restart-strategy.type", "fixed-delay");
    set("restart-strategy.fixed-delay.attempts", Integer.toString(Integer.MAX_VALUE));
    set("restart-strategy.fixed-delay.delay", "1 s");
    set("high-availability.type", "zookeeper");
    set("high-availability.zookeeper.quorum", new ZooKeeperService(config).endpoint());
    set("high-availability.zookeeper.client.session-timeout", "15 s");
    set("zookeeper.sasl.disable", "true");
    set("high-availability.cluster-id", "/pinflow");
    set("high-availability.storageDir", config.state() + "/high-availability");
    // one that is gone is missed after two heartbeats, one that hangs only after Flink's 50 s:
    // a laptop may be busy
    set("heartbeat.interval", "2 s");
  }

  private void onLoopback(ClusterConfig config) {
    for (String key :
        new String[] {
          "jobmanager.rpc.address",
          "jobmanager.bind-host",
          "taskmanager.host",
          "taskmanager.bind-host",
          "rest.address",
          "rest.bind-address"
        }) {
      set(key, ClusterConfig.LOOPBACK);
    }
    set("rest.port", Integer.toString(config.webPort()));
    set("web.submit.enable", "false");
    set("metrics.fetcher.update-interval", "1 s");
    set("io.tmp.dirs", folder.resolve("tmp").toString());
  }

  /** Without Flink's start scripts every part of the memory must be given. */
  private void size(ClusterConfig config) {
    set("taskmanager.numberOfTaskSlots", Integer.toString(config.slots()));
    set("taskmanager.cpu.cores", Integer.toString(config.slots()));
    set(FRAMEWORK_HEAP, "128 mb");
    set(TASK_HEAP, "640 mb");
    set("taskmanager.memory.managed.size", "256 mb");
    set(FRAMEWORK_OFF_HEAP, "128 mb");
    set(TASK_OFF_HEAP, "0 mb");
    set("taskmanager.memory.network.min", "192 mb");
    set(NETWORK, "192 mb");
    set("taskmanager.memory.jvm-metaspace.size", "256 mb");
    set("taskmanager.memory.jvm-overhead.min", "192 mb");
    set("taskmanager.memory.jvm-overhead.max", "192 mb");
  }

  /** The plugin is told the endpoint here; on the service it knows the region's. */
  private void reachStorage(StackConfig stack) {
    set("s3.endpoint", new S3Service(stack).endpoint());
    set("s3.endpoint.region", KinesisEndpoint.REGION.id());
    set("s3.path.style.access", "true");
  }

  private void set(String key, String value) {
    values.put(key, value);
  }

  /** Where they are, once {@link #write} has written them. */
  Path folder() {
    return folder;
  }

  int taskManagerHeapMib() {
    return mebibytes(FRAMEWORK_HEAP) + mebibytes(TASK_HEAP);
  }

  int taskManagerDirectMib() {
    return mebibytes(FRAMEWORK_OFF_HEAP) + mebibytes(TASK_OFF_HEAP) + mebibytes(NETWORK);
  }

  private int mebibytes(String key) {
    String[] words = values.get(key).split(" ");
    if (words.length != 2 || !words[1].equals("mb")) {
      throw new Failure(key + " is '" + values.get(key) + "'; write it as '640 mb'.");
    }
    return Integer.parseInt(words[0]);
  }

  /**
   * Writes what Flink reads, and where the service's library finds the property groups: it asks a
   * file on the class path, which stands before its own.
   */
  void write(Path propertyGroups) throws IOException {
    Files.createDirectories(folder.resolve("tmp"));
    String yaml =
        values.entrySet().stream()
            .map(entry -> entry.getKey() + ": '" + entry.getValue() + "'\n")
            .collect(Collectors.joining());
    Files.writeString(folder.resolve("config.yaml"), yaml);
    Files.writeString(
        folder.resolve("config.properties"),
        "application_properties_file=" + propertyGroups + "\n");
  }
}

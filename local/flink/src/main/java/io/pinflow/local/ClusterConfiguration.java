package io.pinflow.local;

import com.amazonaws.services.kinesisanalytics.runtime.KinesisAnalyticsRuntime;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.util.TimeUtils;

/** What the service sets for a job, set here for a mini-cluster on a laptop. */
final class ClusterConfiguration {

  /** RocksDB's share; the heap is bounded by the JVM's own option. */
  private static final MemorySize MANAGED_MEMORY = MemorySize.ofMebiBytes(512);

  private static final int RESTARTS = 5;
  private static final String LOOPBACK = "127.0.0.1";

  private ClusterConfiguration() {}

  static Configuration of(RunJobArguments arguments, Path home, int webPort) throws IOException {
    Configuration configuration = new Configuration();
    configuration.set(DeploymentOptions.TARGET, "local");
    configuration.set(DeploymentOptions.ATTACHED, true);
    configuration.set(PipelineOptions.CLASSPATHS, userClasses(arguments, home));
    configuration.set(CoreOptions.DEFAULT_PARALLELISM, arguments.parallelism());
    configuration.set(TaskManagerOptions.NUM_TASK_SLOTS, arguments.parallelism());
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MANAGED_MEMORY);
    configuration.set(RestOptions.ADDRESS, LOOPBACK);
    configuration.set(RestOptions.BIND_ADDRESS, LOOPBACK);
    configuration.set(RestOptions.BIND_PORT, Integer.toString(webPort));
    configuration.set(RestOptions.PORT, webPort);
    configuration.set(WebOptions.SUBMIT_ENABLE, false);
    // ten seconds by default, too old for a line that shows progress
    configuration.set(MetricOptions.METRIC_FETCHER_UPDATE_INTERVAL, Duration.ofSeconds(1));
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, RESTARTS);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofSeconds(1));
    keepState(configuration, arguments, arguments.checkpoints(home));
    reachStorage(configuration, lake(arguments.config()));
    return configuration;
  }

  /**
   * Read where they lie, as on the service; what is given as a jar goes through the blob server.
   */
  private static List<String> userClasses(RunJobArguments arguments, Path home)
      throws MalformedURLException {
    URL jar = home.resolve("flink-app/target/pinflow.jar").toUri().toURL();
    return Stream.concat(Stream.of(jar), arguments.classes().stream()).map(URL::toString).toList();
  }

  private static void keepState(
      Configuration configuration, RunJobArguments arguments, String directory) {
    configuration.set(StateBackendOptions.STATE_BACKEND, arguments.stateBackend());
    configuration.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, directory);
    configuration.set(CheckpointingOptions.SAVEPOINT_DIRECTORY, directory);
    Duration interval = TimeUtils.parseDuration(arguments.checkpointInterval());
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, interval);
    // after a slow one, those that were missed would follow at once, one upon the other
    configuration.set(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, interval.dividedBy(2));
    configuration.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    arguments
        .savepoint()
        .ifPresent(path -> configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, path));
  }

  /** The S3 plugin is told the endpoint here; on the service it knows the region's. */
  private static void reachStorage(Configuration configuration, Properties lake) {
    Map.of(
            "s3.endpoint", "s3.endpoint",
            "s3.region", "s3.endpoint.region",
            "s3.path-style-access", "s3.path.style.access")
        .forEach(
            (ours, plugin) -> {
              if (lake.containsKey(ours)) {
                configuration.setString(plugin, lake.getProperty(ours));
              }
            });
  }

  private static Properties lake(Path config) throws IOException {
    return KinesisAnalyticsRuntime.getApplicationProperties(config.toString())
        .getOrDefault("lake", new Properties());
  }
}

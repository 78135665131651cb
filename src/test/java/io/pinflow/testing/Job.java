package io.pinflow.testing;

import io.pinflow.Pipeline;
import io.pinflow.config.JobConfig;
import io.pinflow.record.Channel;
import io.pinflow.record.Envelope;
import io.pinflow.sink.Lake;
import io.pinflow.source.KafkaEnvelopes;
import io.pinflow.source.KinesisEnvelopes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/**
 * The job as a test wants to run it: drawn by the same parts as {@code StreamingJob}, with a
 * counter behind each source. By default two of each operator, RocksDB and a checkpoint each
 * second, restarted as often as need be.
 */
public final class Job {

  private final Map<String, Map<String, String>> groups = new HashMap<>();
  private final Configuration configuration = new Configuration();
  private final Path states;
  private Consumer<StreamGraph> change = graph -> {};
  private boolean objectReuse = true;
  private SavepointRestoreSettings restore = SavepointRestoreSettings.none();

  /**
   * @param states folder of checkpoints and savepoints
   */
  public Job(Feed feed, Landing landing, Path states) {
    this.states = states;
    groups.putAll(feed.groups());
    landing.addTo(groups);
    parallelism(2);
    set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, states.toUri().toString());
    set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(1));
    set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, Integer.MAX_VALUE);
    set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(50));
  }

  public Job parallelism(int parallelism) {
    return set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
  }

  /** Without it, operators in a chain copy every record. */
  public Job objectReuse(boolean reuse) {
    objectReuse = reuse;
    return this;
  }

  /** Anything of Flink's that a test wants otherwise. */
  public <T> Job set(ConfigOption<T> option, T value) {
    configuration.set(option, value);
    return this;
  }

  /** A key of our own configuration. */
  public Job with(String group, String key, String value) {
    Map<String, String> keys = new HashMap<>(groups.getOrDefault(group, Map.of()));
    keys.put(key, value);
    groups.put(group, keys);
    return this;
  }

  /** Stops at the end of the topics. */
  public Job bounded() {
    return with("kafka", "bounded", "true");
  }

  /** Goes on from a savepoint, or a checkpoint that was kept; all its state must be taken up. */
  public Job from(String savepoint) {
    restore = SavepointRestoreSettings.forPath(savepoint, false);
    return this;
  }

  /** Changes the graph before it is run. */
  public Job change(Consumer<StreamGraph> wanted) {
    change = change.andThen(wanted);
    return this;
  }

  /** Starts it. */
  public JobRun start() throws Exception {
    Cluster cluster = Cluster.shared();
    String name = LocalStack.unique("run");
    StreamGraph graph = graph(name);
    change.accept(graph);
    JobGraph job = graph.getJobGraph();
    job.setSavepointRestoreSettings(restore);
    cluster.mini().submitJob(job).get();
    return new JobRun(cluster, job.getJobID(), name, states.toUri().toString());
  }

  private StreamGraph graph(String name) {
    StreamExecutionEnvironment env = new StreamExecutionEnvironment(configuration);
    JobConfig config = config();
    Map<Channel, DataStream<Envelope>> channels = new EnumMap<>(Channel.class);
    config
        .kafka()
        .ifPresent(k -> channels.put(Channel.KAFKA, KafkaEnvelopes.attach(env, k, config.time())));
    config
        .kinesis()
        .ifPresent(
            k -> channels.put(Channel.KINESIS, KinesisEnvelopes.attach(env, k, config.time())));
    channels.replaceAll((channel, envelopes) -> counted(envelopes, name, channel.label()));
    StreamGraph graph = Pipeline.define(env, channels, new Lake(config.lake()), config);
    if (!objectReuse) {
      graph.getExecutionConfig().disableObjectReuse();
    }
    return graph;
  }

  private static DataStream<Envelope> counted(
      DataStream<Envelope> envelopes, String run, String channel) {
    String uid = "turnstile-" + channel;
    return envelopes.process(new Turnstile(run, channel)).name(uid).uid(uid);
  }

  private JobConfig config() {
    Map<String, Properties> properties = new HashMap<>();
    groups.forEach(
        (group, keys) -> {
          properties.put(group, new Properties());
          properties.get(group).putAll(keys);
        });
    return JobConfig.of(properties);
  }
}

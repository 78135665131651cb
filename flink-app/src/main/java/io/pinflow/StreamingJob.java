package io.pinflow;

import io.pinflow.config.JobConfig;
import io.pinflow.config.PropertyGroups;
import io.pinflow.record.Channel;
import io.pinflow.record.Envelope;
import io.pinflow.sink.Lake;
import io.pinflow.source.KafkaEnvelopes;
import io.pinflow.source.KinesisEnvelopes;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/** Entry class of the job: configuration in, graph drawn, one execute. */
public final class StreamingJob {

  private StreamingJob() {}

  /**
   * Runs with the property groups of the service, or of the file in {@code --config FILE}.
   *
   * @throws io.pinflow.config.ConfigException if the configuration is wrong; nothing was started
   */
  public static void main(String[] args) throws Exception {
    JobConfig config = JobConfig.of(PropertyGroups.load(args));
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    Map<Channel, DataStream<Envelope>> channels = new EnumMap<>(Channel.class);
    config
        .kafka()
        .ifPresent(
            kafka -> channels.put(Channel.KAFKA, KafkaEnvelopes.attach(env, kafka, config.time())));
    config
        .kinesis()
        .ifPresent(
            kinesis ->
                channels.put(
                    Channel.KINESIS, KinesisEnvelopes.attach(env, kinesis, config.time())));
    StreamGraph graph = Pipeline.define(env, channels, new Lake(config.lake()), config);
    graph.setJobName("pinflow");
    env.execute(graph);
  }
}

package io.pinflow.source;

import io.pinflow.config.KafkaConfig;
import io.pinflow.config.TimeConfig;
import io.pinflow.record.Channel;
import io.pinflow.record.Envelope;
import java.util.ArrayList;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The Kafka channel as a stream of envelopes, with arrival times as timestamps and watermarks. */
public final class KafkaEnvelopes {

  private KafkaEnvelopes() {}

  /** One source for the three topics, so that their partitions can be aligned. */
  public static DataStream<Envelope> attach(
      StreamExecutionEnvironment env, KafkaConfig config, TimeConfig time) {
    ArrivalClock clock = new ArrivalClock(Channel.KAFKA, time.futureBound());
    KafkaSourceBuilder<Envelope> source =
        KafkaSource.<Envelope>builder()
            .setTopics(new ArrayList<>(config.topics().values()))
            .setProperties(config.client())
            .setStartingOffsets(new StartingOffsets(config.startingPosition()))
            .setDeserializer(new KafkaEnvelopeDeserializationSchema(config.topics(), clock));
    if (config.isBounded()) {
      source.setBounded(OffsetsInitializer.latest());
    }
    return env.fromSource(
            source.build(), PartitionWatermarks.strategy(time, config.isBounded()), "kafka")
        .uid("kafka");
  }
}

package io.pinflow.source;

import io.pinflow.config.KafkaConfig;
import io.pinflow.config.TimeConfig;
import io.pinflow.record.Channel;
import io.pinflow.record.Envelope;
import java.util.ArrayList;
import java.util.Properties;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The Kafka channel as a stream of envelopes, with arrival times as timestamps and watermarks. */
public final class KafkaEnvelopes {

  private KafkaEnvelopes() {}

  /** One source for the three topics, so that their partitions can be aligned. */
  public static DataStream<Envelope> attach(
      StreamExecutionEnvironment env, KafkaConfig config, TimeConfig time) {
    ArrivalClock clock = new ArrivalClock(Channel.KAFKA, time.futureBound());
    KafkaEnvelopeDeserializationSchema schema =
        new KafkaEnvelopeDeserializationSchema(config.topics(), clock);
    Properties client = client(config);
    KafkaSourceBuilder<Envelope> source =
        KafkaSource.<Envelope>builder()
            .setTopics(new ArrayList<>(config.topics().values()))
            .setProperties(client)
            .setStartingOffsets(new StartingOffsets(config.startingPosition()))
            .setDeserializer(schema);
    if (config.isBounded()) {
      source.setBounded(OffsetsInitializer.latest());
    }
    return env.fromSource(
            new AlignedKafkaSource(source.build(), schema, client),
            PartitionWatermarks.strategy(time, config.isBounded()),
            "kafka")
        .uid("kafka");
  }

  /** What the readers are given too, so nothing is left for the source to fill in. */
  private static Properties client(KafkaConfig config) {
    Properties client = new Properties();
    client.putAll(config.client());
    String bytes = ByteArrayDeserializer.class.getName();
    client.setProperty(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, bytes);
    client.setProperty(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, bytes);
    client.setProperty(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    client.setProperty(
        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, config.failsOnExpired() ? "none" : "earliest");
    client.putIfAbsent(
        KafkaSourceOptions.CLIENT_ID_PREFIX.key(),
        client.getProperty(ConsumerConfig.GROUP_ID_CONFIG));
    return client;
  }
}

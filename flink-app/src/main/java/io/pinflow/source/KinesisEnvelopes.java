package io.pinflow.source;

import io.pinflow.config.KinesisConfig;
import io.pinflow.config.StartingPosition;
import io.pinflow.config.TimeConfig;
import io.pinflow.record.Envelope;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Properties;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.connectors.kinesis.config.ConsumerConfigConstants;
import org.apache.flink.streaming.connectors.kinesis.config.ConsumerConfigConstants.InitialPosition;
import org.apache.flink.streaming.connectors.kinesis.config.ConsumerConfigConstants.RecordPublisherType;

/**
 * The Kinesis channel as a stream of envelopes, with arrival times as timestamps and watermarks.
 *
 * <p>With its consumer the only user of the old source interface: no newer Kinesis source can be
 * had for this Flink.
 */
public final class KinesisEnvelopes {

  private KinesisEnvelopes() {}

  /** One consumer for the three streams: polling, or enhanced fan-out under the name given. */
  @SuppressWarnings("deprecation")
  public static DataStream<Envelope> attach(
      StreamExecutionEnvironment env, KinesisConfig config, TimeConfig time) {
    return env.addSource(
            new RetentionAwareConsumer(
                new ArrayList<>(config.streams().values()),
                new KinesisEnvelopeDeserializationSchema(config.streams()),
                consumerProperties(config),
                new Retention(config.failsOnExpired(), Clock.systemUTC())),
            "kinesis")
        .uid("kinesis")
        .transform(
            "kinesis watermarks",
            TypeInformation.of(Envelope.class),
            new ShardWatermarkOperator(time))
        .uid("kinesis-watermarks");
  }

  private static Properties consumerProperties(KinesisConfig config) {
    Properties properties = new Properties();
    properties.putAll(config.client());
    config
        .efoConsumer()
        .ifPresent(
            name -> {
              properties.setProperty(
                  ConsumerConfigConstants.RECORD_PUBLISHER_TYPE, RecordPublisherType.EFO.name());
              properties.setProperty(ConsumerConfigConstants.EFO_CONSUMER_NAME, name);
            });
    startFrom(config.startingPosition(), properties);
    return properties;
  }

  private static void startFrom(StartingPosition position, Properties properties) {
    InitialPosition initial =
        position.name() == StartingPosition.Name.LATEST
            ? InitialPosition.LATEST
            : position.instant().isPresent()
                ? InitialPosition.AT_TIMESTAMP
                : InitialPosition.TRIM_HORIZON;
    properties.setProperty(ConsumerConfigConstants.STREAM_INITIAL_POSITION, initial.name());
    position
        .instant()
        .ifPresent(
            instant ->
                properties.setProperty(
                    ConsumerConfigConstants.STREAM_INITIAL_TIMESTAMP, epochSeconds(instant)));
  }

  /** The consumer reads a number as seconds since the epoch, with a fraction. */
  private static String epochSeconds(Instant instant) {
    return String.format(
        Locale.ROOT, "%d.%03d", instant.getEpochSecond(), instant.getNano() / 1_000_000);
  }
}

package io.pinflow.source;

import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.flink.streaming.connectors.kinesis.config.ConsumerConfigConstants;
import org.apache.flink.streaming.connectors.kinesis.config.ConsumerConfigConstants.RecordPublisherType;
import org.apache.flink.streaming.connectors.kinesis.proxy.KinesisProxySyncV2Interface;
import org.apache.flink.streaming.connectors.kinesis.proxy.KinesisProxyV2Factory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares until when shards were read with how long their streams keep records. */
final class Retention implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

  /** No stream keeps records for less, so up to here there is nothing to ask. */
  private static final Duration SHORTEST = Duration.ofHours(24);

  private final boolean fails;
  private final Clock clock;

  /**
   * @param fails whether to fail, or only to warn, where records may have been missed
   */
  Retention(boolean fails, Clock clock) {
    this.fails = fails;
    this.clock = clock;
  }

  Clock clock() {
    return clock;
  }

  /** How many hours a stream keeps records for. */
  interface Hours {
    int of(String stream) throws ExecutionException, InterruptedException;
  }

  /** As {@link #check(ReadUntil, Hours)}, with what Kinesis says. */
  void check(ReadUntil readUntil, Properties client)
      throws ExecutionException, InterruptedException {
    check(readUntil, stream -> ask(stream, client));
  }

  private static int ask(String stream, Properties client)
      throws ExecutionException, InterruptedException {
    KinesisProxySyncV2Interface kinesis =
        KinesisProxyV2Factory.createKinesisProxySyncV2(asForFanOut(client));
    try {
      return kinesis
          .describeStreamSummary(stream)
          .streamDescriptionSummary()
          .retentionPeriodHours();
    } finally {
      kinesis.close();
    }
  }

  /** Only fan-out has use for this client, so it is made with no other settings. */
  private static Properties asForFanOut(Properties client) {
    Properties settings = new Properties();
    settings.putAll(client);
    settings.setProperty(
        ConsumerConfigConstants.RECORD_PUBLISHER_TYPE, RecordPublisherType.EFO.name());
    settings.putIfAbsent(ConsumerConfigConstants.EFO_CONSUMER_NAME, "none");
    return settings;
  }

  /**
   * @throws IllegalStateException if a shard was last read longer ago than its stream keeps records
   */
  void check(ReadUntil readUntil, Hours hours) throws ExecutionException, InterruptedException {
    Map<String, Instant> old = new TreeMap<>();
    readUntil.forEachRestored(
        (shard, until) -> {
          if (until.isBefore(clock.instant().minus(SHORTEST))) {
            old.put(shard, until);
          }
        });
    Map<String, Instant> missing = expired(old, hours);
    if (!missing.isEmpty()) {
      report(missing);
    }
  }

  private Map<String, Instant> expired(Map<String, Instant> old, Hours hours)
      throws ExecutionException, InterruptedException {
    Map<String, Instant> oldest = new HashMap<>();
    Map<String, Instant> expired = new TreeMap<>();
    for (Map.Entry<String, Instant> each : old.entrySet()) {
      String stream = ReadUntil.stream(each.getKey());
      if (!oldest.containsKey(stream)) {
        oldest.put(stream, clock.instant().minus(Duration.ofHours(hours.of(stream))));
      }
      if (each.getValue().isBefore(oldest.get(stream))) {
        expired.put(each.getKey(), each.getValue());
      }
    }
    return expired;
  }

  private void report(Map<String, Instant> missing) {
    String what =
        "The job stood still for longer than Kinesis streams keep records. Read until, by shard: "
            + missing
            + ". Whatever arrived after that and has expired is in no table.";
    if (fails) {
      throw new IllegalStateException(
          what
              + " To go on without it, set kinesis / on-expired to 'earliest'; what producers"
              + " send again will be taken.");
    }
    LOG.warn("{} Going on with the earliest record there is.", what);
  }
}

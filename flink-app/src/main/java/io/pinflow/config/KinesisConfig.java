package io.pinflow.config;

import io.pinflow.record.Kind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** The validated group {@code kinesis}. */
public final class KinesisConfig {

  /** Said by our own keys, which would override them in silence. */
  private static final List<String> FIXED =
      List.of(
          "flink.stream.initpos", "flink.stream.recordpublisher", "flink.stream.efo.consumername");

  private final Map<Kind, String> streams;
  private final StartingPosition startingPosition;
  private final boolean failsOnExpired;
  private final String efoConsumer;
  private final Properties client;

  private KinesisConfig(
      Map<Kind, String> streams,
      StartingPosition startingPosition,
      boolean failsOnExpired,
      String efoConsumer,
      Properties client) {
    this.streams = streams;
    this.startingPosition = startingPosition;
    this.failsOnExpired = failsOnExpired;
    this.efoConsumer = efoConsumer;
    this.client = client;
  }

  static KinesisConfig read(Groups groups) {
    Map<Kind, String> streams = new EnumMap<>(Kind.class);
    streams.put(Kind.PIN, groups.get(Options.STREAM_PIN));
    streams.put(Kind.GEO, groups.get(Options.STREAM_GEO));
    streams.put(Kind.USER, groups.get(Options.STREAM_USER));
    Distinct.check(groups, Options.KINESIS, streams);
    Properties client = groups.passThrough(Options.KINESIS, List.of(), KinesisConfig::passes);
    groups.find(Options.AWS_REGION).ifPresent(v -> client.put(Options.AWS_REGION.key(), v));
    groups.find(Options.AWS_ENDPOINT).ifPresent(v -> client.put(Options.AWS_ENDPOINT.key(), v));
    return new KinesisConfig(
        streams,
        groups.get(Options.KINESIS_STARTING_POSITION),
        "fail".equals(groups.get(Options.KINESIS_ON_EXPIRED)),
        groups.get(Options.EFO_CONSUMER),
        client);
  }

  private static boolean passes(String key) {
    boolean ofFamily = key.startsWith("aws.") || key.startsWith("flink.");
    return ofFamily && FIXED.stream().noneMatch(key::startsWith);
  }

  /** One stream a kind. */
  public Map<Kind, String> streams() {
    return streams;
  }

  public StartingPosition startingPosition() {
    return startingPosition;
  }

  /** Whether to fail, rather than go on from the earliest, after a stop past the retention. */
  public boolean failsOnExpired() {
    return failsOnExpired;
  }

  /** The enhanced fan-out consumer's name; polling without one. */
  public Optional<String> efoConsumer() {
    return Optional.ofNullable(efoConsumer);
  }

  /** What the Kinesis client is given: region, endpoint, and the keys that passed through. */
  public Properties client() {
    return client;
  }
}

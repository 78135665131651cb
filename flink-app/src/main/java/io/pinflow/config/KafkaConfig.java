package io.pinflow.config;

import io.pinflow.record.Kind;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** The validated group {@code kafka}. */
public final class KafkaConfig {

  /** The source sets these itself and would override them in silence. */
  private static final Set<String> FIXED =
      Set.of(
          ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
          ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
          ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
          ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG);

  /** Keys of Flink's Kafka source that stand beside those of the client. */
  private static final Set<String> OF_SOURCE =
      Set.of("partition.discovery.interval.ms", "commit.offsets.on.checkpoint", "client.id.prefix");

  private static final Set<String> KNOWN = known();

  private final Map<Kind, String> topics;
  private final StartingPosition startingPosition;
  private final boolean failsOnExpired;
  private final boolean bounded;
  private final Properties client;

  private KafkaConfig(
      Map<Kind, String> topics,
      StartingPosition startingPosition,
      boolean failsOnExpired,
      boolean bounded,
      Properties client) {
    this.topics = topics;
    this.startingPosition = startingPosition;
    this.failsOnExpired = failsOnExpired;
    this.bounded = bounded;
    this.client = client;
  }

  static KafkaConfig read(Groups groups) {
    Map<Kind, String> topics = new EnumMap<>(Kind.class);
    topics.put(Kind.PIN, groups.get(Options.TOPIC_PIN));
    topics.put(Kind.GEO, groups.get(Options.TOPIC_GEO));
    topics.put(Kind.USER, groups.get(Options.TOPIC_USER));
    Distinct.check(groups, Options.KAFKA, topics);
    Properties client = groups.passThrough(Options.KAFKA, KNOWN, KafkaConfig::passes);
    client.putIfAbsent(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    groups
        .find(Options.BOOTSTRAP_SERVERS)
        .ifPresent(v -> client.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, v));
    groups.find(Options.GROUP_ID).ifPresent(v -> client.put(ConsumerConfig.GROUP_ID_CONFIG, v));
    return new KafkaConfig(
        topics,
        groups.get(Options.KAFKA_STARTING_POSITION),
        "fail".equals(groups.get(Options.KAFKA_ON_EXPIRED)),
        groups.find(Options.BOUNDED).orElse(false),
        client);
  }

  /** One topic a kind. */
  public Map<Kind, String> topics() {
    return topics;
  }

  public StartingPosition startingPosition() {
    return startingPosition;
  }

  /** Whether to fail, rather than go on from the earliest, where offsets are out of range. */
  public boolean failsOnExpired() {
    return failsOnExpired;
  }

  /** Whether the run ends at the offsets that were the end when it started. */
  public boolean isBounded() {
    return bounded;
  }

  /** What the Kafka client is given. */
  public Properties client() {
    return client;
  }

  private static boolean passes(String key) {
    boolean ofFamily =
        key.startsWith("sasl.") || key.startsWith("ssl.") || key.startsWith("security.");
    return KNOWN.contains(key) || ofFamily;
  }

  private static Set<String> known() {
    Set<String> known = new TreeSet<>(ConsumerConfig.configNames());
    known.addAll(OF_SOURCE);
    known.removeAll(FIXED);
    return known;
  }
}

package io.pinflow.local;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Where the poster sends: channels, endpoints, topics and streams; the local stack unless said. */
record Destination(
    Set<Channel> channels,
    String bootstrapServers,
    Map<Kind, String> topics,
    String kinesisEndpoint,
    Map<Kind, String> streams) {

  static Destination from(Arguments arguments) {
    int kafka = arguments.number("kafka-port", "PINFLOW_KAFKA_PORT", 9092);
    int kinesis = arguments.number("kinesis-port", "PINFLOW_KINESIS_PORT", 4568);
    String topics = arguments.text("topic-prefix", "pinflow.");
    String streams = arguments.text("stream-prefix", "pinflow-");
    return new Destination(
        channels(arguments.text("to", "both")),
        arguments.text("bootstrap-servers", "127.0.0.1:" + kafka),
        Kinds.map(kind -> arguments.text("topic-" + kind.label(), topics + kind.label())),
        arguments.text("kinesis-endpoint", "http://127.0.0.1:" + kinesis),
        Kinds.map(kind -> arguments.text("stream-" + kind.label(), streams + kind.label())));
  }

  private static Set<Channel> channels(String to) {
    return switch (to) {
      case "kafka" -> EnumSet.of(Channel.KAFKA);
      case "kinesis" -> EnumSet.of(Channel.KINESIS);
      case "both" -> EnumSet.allOf(Channel.class);
      default -> throw new Failure("--to is '" + to + "'; it must be kafka, kinesis or both.");
    };
  }

  /** One for each channel; the caller closes them. */
  Map<Channel, Sender> open(Receipts receipts) {
    Map<Channel, Sender> senders = new EnumMap<>(Channel.class);
    if (channels.contains(Channel.KAFKA)) {
      senders.put(Channel.KAFKA, new KafkaSender(bootstrapServers, topics, receipts));
    }
    if (channels.contains(Channel.KINESIS)) {
      senders.put(Channel.KINESIS, new KinesisSender(kinesisEndpoint, streams, receipts));
    }
    return senders;
  }
}

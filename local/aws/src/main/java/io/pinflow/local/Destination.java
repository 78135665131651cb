package io.pinflow.local;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Where the poster sends: channels, endpoints, topics and streams; the local stack unless said.
 *
 * @param gateway URL of the ingest gateway
 * @param restShare share of posts that go through it
 */
record Destination(
    Set<Channel> channels,
    String bootstrapServers,
    Map<Kind, String> topics,
    String kinesisEndpoint,
    Map<Kind, String> streams,
    String gateway,
    double restShare) {

  static Destination from(Arguments arguments) {
    int kafka = arguments.number("kafka-port", "PINFLOW_KAFKA_PORT", 9092);
    int kinesis = arguments.number("kinesis-port", "PINFLOW_KINESIS_PORT", 4568);
    int gateway = arguments.number("gateway-port", "PINFLOW_GATEWAY_PORT", 8082);
    String topics = arguments.text("topic-prefix", "pinflow.");
    String streams = arguments.text("stream-prefix", "pinflow-");
    return new Destination(
        channels(arguments.text("to", "both")),
        arguments.text("bootstrap-servers", "127.0.0.1:" + kafka),
        Kinds.map(kind -> arguments.text("topic-" + kind.label(), topics + kind.label())),
        arguments.text("kinesis-endpoint", "http://127.0.0.1:" + kinesis),
        Kinds.map(kind -> arguments.text("stream-" + kind.label(), streams + kind.label())),
        arguments.text("gateway", "http://127.0.0.1:" + gateway),
        isRest(arguments.text("via", "client")) ? arguments.share("rest-share", 1) : 0);
  }

  private static boolean isRest(String via) {
    return switch (via) {
      case "client" -> false;
      case "rest" -> true;
      default -> throw new Failure("--via is '" + via + "'; it must be client or rest.");
    };
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
      KafkaSender kafka = new KafkaSender(bootstrapServers, topics, receipts);
      RestCall topic = new ProduceCall(gateway, topics, kafka::partition);
      senders.put(Channel.KAFKA, rest(topic, kafka, receipts));
    }
    if (channels.contains(Channel.KINESIS)) {
      KinesisSender kinesis = new KinesisSender(kinesisEndpoint, streams, receipts);
      senders.put(Channel.KINESIS, rest(new PutRecordsCall(gateway, streams), kinesis, receipts));
    }
    return senders;
  }

  private Sender rest(RestCall call, Sender direct, Receipts receipts) {
    return restShare == 0 ? direct : new RestSender(call, restShare, direct, receipts);
  }
}

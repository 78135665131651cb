package io.pinflow.local;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.Shard;

/**
 * Posts to a real broker and a real Kinesis endpoint, a third of the posts through the gateway, and
 * reads everything back.
 */
class PosterITCase {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int POSTS = 1_000;

  @RegisterExtension private static final TestStack STACK = new TestStack();

  @TempDir static Path data;

  private static Tally tally;
  private static JsonNode account;
  private static Map<String, List<JsonNode>> sent;

  @BeforeAll
  static void post() throws Exception {
    Destination destination = Destination.from(arguments());
    tally = new Tally();
    Plan plan = new Plan(3, 0, POSTS, 0.3, 0.05, 0.2, 0.1, EnumSet.allOf(Channel.class));
    try (Receipt receipts = Receipt.of(tally, data.resolve("sent").toString())) {
      Map<Channel, Sender> senders = destination.open(receipts);
      Account counted = new Posting(plan, senders, Arrivals.NOW).run(new Pace(0), tally);
      account = counted.json(tally, 1);
      senders.values().forEach(Sender::close);
    }
    sent = sentByPartition();
  }

  private static Arguments arguments() {
    return Arguments.parse(
        "  --kafka-port N  .\n  --kinesis-port N  .\n  --gateway-port N  .\n"
            + "  --via HOW  .\n  --rest-share S  .\n",
        "--via=rest",
        "--rest-share=0.33",
        "--gateway-port=" + STACK.config().gatewayPort(),
        "--kafka-port=" + STACK.config().kafkaPort(),
        "--kinesis-port=" + STACK.config().kinesisPort());
  }

  private static Map<String, List<JsonNode>> sentByPartition() throws IOException {
    Map<String, List<JsonNode>> records = new HashMap<>();
    try (Stream<Path> files = Files.list(data.resolve("sent"))) {
      for (Path file : files.toList()) {
        for (String line : Files.readAllLines(file)) {
          JsonNode record = JSON.readTree(line);
          String partition =
              record.path("stream").asText() + "/" + record.path("partition").asText();
          records.computeIfAbsent(partition, key -> new ArrayList<>()).add(record);
        }
      }
    }
    // two senders are acknowledged in any order
    records.values().forEach(each -> each.sort(comparing(PosterITCase::position)));
    return records;
  }

  private static BigInteger position(JsonNode record) {
    return new BigInteger(record.path("position").asText());
  }

  @Test
  void topicsHoldExactlyWhatWasWrittenDown() {
    for (String topic : StackConfig.TOPICS) {
      Map<Integer, List<ConsumerRecord<byte[], byte[]>>> held =
          STACK.records(topic).stream().collect(groupingBy(ConsumerRecord::partition));
      for (int partition = 0; partition < StackConfig.PARTITIONS; partition++) {
        List<JsonNode> expected = sent.get(topic + "/" + partition);
        List<ConsumerRecord<byte[], byte[]>> records = held.get(partition);

        assertThat(records).hasSameSizeAs(expected).allMatch(record -> record.key() == null);
        for (int i = 0; i < expected.size(); i++) {
          assertThat(records.get(i).value()).isEqualTo(payload(expected.get(i)));
          assertThat(records.get(i).offset()).isEqualTo(expected.get(i).path("position").asLong());
          if (expected.get(i).hasNonNull("timestamp")) {
            assertThat(records.get(i).timestamp())
                .isEqualTo(expected.get(i).path("timestamp").asLong());
          }
        }
      }
    }
  }

  private static byte[] payload(JsonNode record) {
    JsonNode payload = record.get("payload_base64");
    return payload.isNull() ? null : Base64.getDecoder().decode(payload.asText());
  }

  @Test
  void streamsHoldExactlyWhatWasWrittenDown() {
    try (KinesisClient client = STACK.kinesis()) {
      for (String stream : StackConfig.STREAMS) {
        for (Shard shard : client.listShards(request -> request.streamName(stream)).shards()) {
          List<JsonNode> expected = sent.get(stream + "/" + shard.shardId());
          List<Record> records = TestStack.read(client, stream, shard.shardId());

          assertThat(records).hasSameSizeAs(expected);
          for (int i = 0; i < expected.size(); i++) {
            assertThat(records.get(i).data().asByteArray()).isEqualTo(payload(expected.get(i)));
            assertThat(records.get(i).sequenceNumber())
                .isEqualTo(expected.get(i).path("position").asText());
          }
        }
      }
    }
  }

  /** REST says nothing of timestamps. */
  @Test
  void aThirdOfThePostsWentThroughTheGateway() {
    List<JsonNode> toKafka =
        sent.values().stream()
            .flatMap(List::stream)
            .filter(record -> record.path("channel").asText().equals("kafka"))
            .toList();

    assertThat(toKafka.stream().filter(record -> !record.hasNonNull("timestamp")).count())
        .isBetween(toKafka.size() / 4L, toKafka.size() / 2L);
  }

  @Test
  void accountAgreesWithWhatWasWrittenDown() {
    long records = sent.values().stream().mapToLong(List::size).sum();

    assertThat(account.path("records").asLong()).isEqualTo(records).isEqualTo(tally.records());
    assertThat(account.path("posts").asInt()).isEqualTo(POSTS);
    assertThat(account.path("repeated_deliveries").asInt()).isEqualTo(300);
    JsonNode deadLetters = account.path("expected").path("dead_letters");
    for (Fault fault : Fault.values()) {
      assertThat(deadLetters.path(fault.label()).asLong()).as(fault.label()).isPositive();
      if (fault != Fault.UNMATCHED_PARTS) {
        assertThat(account.path("broken_records").path(fault.label()))
            .isEqualTo(deadLetters.path(fault.label()));
      }
    }
  }

  @Test
  void recordsOfAPostStayInOnePartitionOfTheirKind() {
    Map<String, Set<String>> partitions = new HashMap<>();
    sent.forEach(
        (partition, records) ->
            records.stream()
                .map(PosterITCase::payload)
                // what holds no number of a post has no key of one
                .filter(payload -> payload != null && payload.length > 0)
                .filter(payload -> !new String(payload).contains("\"ind\":7.5"))
                .map(payload -> new RecordFile(data, Kind.PIN).delivery(payload))
                .filter(delivery -> delivery.key() >= 0 && delivery.key() < POSTS)
                .forEach(
                    delivery ->
                        partitions
                            .computeIfAbsent(
                                partition.split("/")[0] + delivery.key(),
                                key -> new LinkedHashSet<>())
                            .add(partition)));

    assertThat(partitions.values().stream().mapToInt(Set::size).max()).hasValue(1);
  }

  @Test
  void conflictComesAfterItsOriginalOnTheSamePartition() {
    int conflicts = 0;
    for (List<JsonNode> records : sent.values()) {
      List<byte[]> payloads = records.stream().map(PosterITCase::payload).toList();
      for (int i = 0; i < payloads.size(); i++) {
        if (payloads.get(i) != null && new String(payloads.get(i)).contains("Edited: ")) {
          long key = new RecordFile(data, Kind.PIN).delivery(payloads.get(i)).key();
          assertThat(payloads.subList(0, i)).anyMatch(earlier -> hasKey(earlier, key));
          conflicts++;
        }
      }
    }
    assertThat(conflicts).isPositive();
  }

  private static boolean hasKey(byte[] payload, long key) {
    return payload != null && new RecordFile(data, Kind.PIN).delivery(payload).key() == key;
  }

  @Test
  void filesOfTheUserAreSentLineByLine() throws Exception {
    Path folder = Files.createDirectories(data.resolve("mine"));
    Files.writeString(folder.resolve("pin.jsonl"), "{\"index\":1}\n\n{\"index\":2}\n");
    Files.writeString(folder.resolve("geo.jsonl"), "{\"ind\":1}");
    List<Acknowledged> received = new ArrayList<>();
    FakeSender sender = new FakeSender(received);

    FilePosting posting = new FilePosting(Map.of(Channel.KAFKA, sender));
    long lines = posting.run(folder.toString(), new Pace(0), new Tally());

    assertThat(lines).isEqualTo(3);
    assertThat(received)
        .extracting(record -> record.delivery().kind() + new String(record.delivery().payload()))
        .containsExactly("GEO{\"ind\":1}", "PIN{\"index\":1}", "PIN{\"index\":2}");
  }

  /** Acknowledges at once. */
  private record FakeSender(List<Acknowledged> received) implements Sender {

    @Override
    public void send(Delivery delivery) {
      received.add(new Acknowledged(Channel.KAFKA, "topic", "0", "0", null, delivery));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}

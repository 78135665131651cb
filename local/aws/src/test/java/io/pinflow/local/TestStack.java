package io.pinflow.local;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** Broker, Kinesis endpoint and gateway as processes of one test class, and what is in them. */
final class TestStack implements BeforeAllCallback, AfterAllCallback {

  private final Map<String, Running> running = new LinkedHashMap<>();
  private Path data;
  private StackConfig config;

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    data = Files.createTempDirectory("pinflow-gateway-");
    int port = FreePorts.row(6);
    Path home = Path.of("../..").toAbsolutePath().normalize();
    Set<String> services = Set.of("kafka", "kinesis", "gateway");
    config = new StackConfig(home, data, port, port + 3, port + 4, port + 5, services);
    for (Service service : config.wanted()) {
      running.put(service.name(), Running.start(config, service));
    }
    for (Running service : running.values()) {
      service.await();
    }
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    running.values().forEach(Running::end);
    try (Stream<Path> files = Files.walk(data)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    }
  }

  StackConfig config() {
    return config;
  }

  Rest rest() {
    return new Rest(new GatewayService(config).endpoint());
  }

  int gatewayPort() {
    return config.gatewayPort();
  }

  String kinesisEndpoint() {
    return new KinesisService(config).endpoint();
  }

  ProcessHandle process(String service) {
    return running.get(service).handle();
  }

  void end(String service) {
    running.get(service).end();
  }

  void kill(String service) {
    ProcessHandle process = process(service);
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Starts it again, on the data it had. */
  void start(String name) throws IOException {
    Service service =
        config.wanted().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    running.put(name, Running.start(config, service).await());
  }

  /** Everything in a topic. */
  List<ConsumerRecord<byte[], byte[]>> records(String topic) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", "127.0.0.1:" + config.kafkaPort()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = new ArrayList<>();
      for (PartitionInfo partition : consumer.partitionsFor(topic)) {
        partitions.add(new TopicPartition(topic, partition.partition()));
      }
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long end = consumer.endOffsets(partitions).values().stream().mapToLong(n -> n).sum();
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      while (records.size() < end) {
        consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
      }
      return records;
    }
  }

  KinesisClient kinesis() {
    return KinesisEndpoint.client(kinesisEndpoint());
  }

  /** Everything in a stream, shard after shard. */
  List<Record> streamed(String stream) {
    List<Record> records = new ArrayList<>();
    try (KinesisClient client = kinesis()) {
      for (Shard shard : client.listShards(request -> request.streamName(stream)).shards()) {
        records.addAll(read(client, stream, shard.shardId()));
      }
    }
    return records;
  }

  /** Everything in a shard, in order. */
  static List<Record> read(KinesisClient client, String stream, String shard) {
    List<Record> records = new ArrayList<>();
    String iterator =
        client
            .getShardIterator(
                request ->
                    request
                        .streamName(stream)
                        .shardId(shard)
                        .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
            .shardIterator();
    int before;
    do {
      before = records.size();
      String here = iterator;
      GetRecordsResponse response = client.getRecords(request -> request.shardIterator(here));
      records.addAll(response.records());
      iterator = response.nextShardIterator();
    } while (records.size() > before);
    return records;
  }

  /** Makes a stream and waits until it is there. */
  void createStream(String stream) {
    try (KinesisClient client = kinesis()) {
      client.createStream(request -> request.streamName(stream).shardCount(1));
      await("stream")
          .atMost(Duration.ofSeconds(30))
          .until(
              () ->
                  client
                      .describeStreamSummary(request -> request.streamName(stream))
                      .streamDescriptionSummary()
                      .streamStatusAsString()
                      .equals("ACTIVE"));
    }
  }
}

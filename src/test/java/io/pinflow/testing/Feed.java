package io.pinflow.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pinflow.record.Channel;
import io.pinflow.record.Kind;
import io.pinflow.record.Origin;
import io.pinflow.testing.LocalStack.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;

/** Topics and streams of one test, and a record of everything that was sent to them. */
public final class Feed {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final LocalStack stack;
  private final Map<Kind, String> topics = new EnumMap<>(Kind.class);
  private final Map<Kind, String> streams = new EnumMap<>(Kind.class);
  private final Map<String, Map<String, String>> groups = new HashMap<>();
  private final SentFiles sent;
  private int partitions;
  private final Path folder;

  private Feed(LocalStack stack, Path folder) throws IOException {
    this.stack = stack;
    this.folder = Files.createDirectories(folder);
    this.sent = new SentFiles(folder.resolve("sent"));
  }

  /** Three topics. */
  public static Feed overKafka(Path folder, int partitions) throws Exception {
    Feed feed = new Feed(LocalStack.with(Service.KAFKA), folder);
    feed.makeTopics(partitions);
    return feed;
  }

  /** Three topics and three streams. */
  public static Feed overBoth(Path folder, int partitions, int shards) throws Exception {
    Feed feed = new Feed(LocalStack.with(Service.KAFKA, Service.KINESIS), folder);
    feed.makeTopics(partitions);
    feed.makeStreams(shards);
    return feed;
  }

  /** Topics and streams that are named by this name, with what was once sent to them. */
  static Feed named(String name, Path folder) throws Exception {
    Feed feed = new Feed(LocalStack.with(Service.KAFKA, Service.KINESIS), folder);
    for (Kind kind : Kind.values()) {
      feed.topics.put(kind, feed.stack.createTopicNamed(name + "." + kind.label(), 1));
      feed.streams.put(kind, feed.stack.createStreamNamed(name + "-" + kind.label(), 1));
    }
    feed.partitions = 1;
    feed.readTopics();
    feed.readStreams();
    return feed;
  }

  /** Topics that a test has made, of so many partitions each. */
  public static Feed overTopics(Path folder, Map<Kind, String> topics, int partitions)
      throws IOException {
    Feed feed = new Feed(LocalStack.with(Service.KAFKA), folder);
    feed.use(topics, partitions);
    return feed;
  }

  /** Three streams. */
  public static Feed overKinesis(Path folder, int shards) throws IOException {
    Feed feed = new Feed(LocalStack.with(Service.KINESIS), folder);
    feed.makeStreams(shards);
    return feed;
  }

  private void makeTopics(int count) throws Exception {
    Map<Kind, String> made = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      made.put(kind, stack.createTopic("pinflow." + kind.label(), count));
    }
    use(made, count);
  }

  private void use(Map<Kind, String> made, int count) {
    partitions = count;
    topics.putAll(made);
    readTopics();
  }

  private void readTopics() {
    Map<String, String> kafka = new HashMap<>();
    kafka.put("bootstrap.servers", stack.bootstrapServers());
    kafka.put("group.id", LocalStack.unique("job"));
    topics.forEach((kind, topic) -> kafka.put("topic." + kind.label(), topic));
    groups.put("kafka", kafka);
  }

  private void makeStreams(int shards) {
    for (Kind kind : Kind.values()) {
      streams.put(kind, stack.createStream("pinflow-" + kind.label(), shards));
    }
    readStreams();
  }

  private void readStreams() {
    Map<String, String> kinesis = new HashMap<>();
    kinesis.put("aws.region", LocalStack.REGION);
    kinesis.put("aws.endpoint", stack.kinesisEndpoint());
    kinesis.put("aws.credentials.provider", "BASIC");
    kinesis.put("aws.credentials.provider.basic.accesskeyid", LocalStack.CREDENTIAL);
    kinesis.put("aws.credentials.provider.basic.secretkey", LocalStack.CREDENTIAL);
    for (Kind kind : Kind.values()) {
      kinesis.put("stream." + kind.label(), streams.get(kind));
    }
    groups.put("kinesis", kinesis);
  }

  /** The configuration groups that read this feed, to be added to. */
  public Map<String, Map<String, String>> groups() {
    return groups;
  }

  public String topic(Kind kind) {
    return topics.get(kind);
  }

  /** Folder of the records sent, as the oracle reads it. */
  public Path sent() {
    return sent.folder();
  }

  /** Every record sent: {@code kind, channel, stream, partition, position, payload_base64}. */
  public List<ObjectNode> records() throws IOException {
    return sent.records();
  }

  public long count() throws IOException {
    return sent.count();
  }

  /** Sends one record to a topic. */
  public void send(Kind kind, int partition, Long timestamp, byte[] payload) throws Exception {
    long offset = stack.produce(topics.get(kind), partition, timestamp, payload);
    sent(kind, partition, offset, payload);
  }

  /** Notes a record that a test has sent to a topic by itself. */
  public void sent(Kind kind, int partition, long offset, byte[] payload) throws IOException {
    Origin origin =
        new Origin(
            Channel.KAFKA, topics.get(kind), Integer.toString(partition), Long.toString(offset));
    sent.add(kind, origin, null, payload);
  }

  /** Sends the three parts of a post, each to the partition its number gives. */
  public void sendPost(int ind) throws Exception {
    for (Kind kind : Kind.values()) {
      send(kind, ind % partitions, null, Parts.of(kind, ind));
    }
  }

  /** Puts the three parts of a post into the streams. */
  public void putPost(int ind) throws IOException {
    for (Kind kind : Kind.values()) {
      put(kind, Integer.toString(ind), Parts.of(kind, ind));
    }
  }

  public String stream(Kind kind) {
    return streams.get(kind);
  }

  /** Puts many records at once, as the Kinesis Producer Library does: inside one. */
  public void putAggregated(Kind kind, List<byte[]> payloads) throws IOException {
    PutRecordResponse put = putRecord(kind, KplAggregate.PARTITION_KEY, KplAggregate.of(payloads));
    for (byte[] payload : payloads) {
      sent(kind, put, payload);
    }
  }

  /** Puts one record into a stream. */
  public void put(Kind kind, String partitionKey, byte[] payload) throws IOException {
    sent(kind, putRecord(kind, partitionKey, payload), payload);
  }

  private PutRecordResponse putRecord(Kind kind, String partitionKey, byte[] payload) {
    return stack
        .kinesis()
        .putRecord(
            request ->
                request
                    .streamName(streams.get(kind))
                    .partitionKey(partitionKey)
                    .data(SdkBytes.fromByteArray(payload)));
  }

  private void sent(Kind kind, PutRecordResponse put, byte[] payload) throws IOException {
    Origin origin =
        new Origin(Channel.KINESIS, streams.get(kind), put.shardId(), put.sequenceNumber());
    sent.add(kind, origin, null, payload);
  }

  /**
   * Lets the poster send to all topics and streams of this feed.
   *
   * @return what it says it has sent
   */
  public JsonNode post(String... options) throws Exception {
    Path written = folder.resolve(LocalStack.unique("poster"));
    List<String> command = new ArrayList<>();
    command.add(Repository.home().resolve("local/poster").toString());
    command.addAll(List.of(options));
    command.add("--sent=" + written);
    command.add("--to=" + (streams.isEmpty() ? "kafka" : "both"));
    command.add("--bootstrap-servers=" + stack.bootstrapServers());
    command.add("--kinesis-endpoint=" + stack.kinesisEndpoint());
    topics.forEach((kind, topic) -> command.add("--topic-" + kind.label() + "=" + topic));
    streams.forEach((kind, stream) -> command.add("--stream-" + kind.label() + "=" + stream));
    Path log = folder.resolve(written.getFileName() + ".log");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
    builder.environment().put("PINFLOW_TIER", "1");
    Process poster = builder.start();
    String account = new String(poster.getInputStream().readAllBytes());
    if (poster.waitFor() != 0) {
      throw new IllegalStateException("The poster failed: " + Files.readString(log));
    }
    sent.addAll(written);
    return JSON.readTree(account);
  }

  /** The same beside the test. */
  public CompletableFuture<JsonNode> posting(String... options) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return post(options);
          } catch (Exception failed) {
            throw new IllegalStateException(failed);
          }
        });
  }
}

package io.pinflow.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.testing.LocalStack.Service;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

class LocalStackITCase {

  private static final long T0 = 1_790_000_000_000L;

  @Test
  void recordsKeepTimestampAndPlaceOverARestartOfTheBroker() throws Exception {
    LocalStack stack = LocalStack.with(Service.KAFKA);
    String topic = stack.createTopic("pinflow.pin", 2);
    stack.produce(topic, 1, T0, "before".getBytes(UTF_8));
    byte[] poison = new byte[10 << 20];

    stack.stop(Service.KAFKA);
    stack.start(Service.KAFKA);
    stack.produce(topic, 1, T0 + 315_360_000_000L, poison);

    List<ConsumerRecord<byte[], byte[]>> records = read(stack, topic, 2);
    assertThat(records.get(0).value()).asString(UTF_8).isEqualTo("before");
    assertThat(records.get(0).timestamp()).isEqualTo(T0);
    assertThat(records.get(1).value()).isEqualTo(poison);
    assertThat(records.get(1).timestamp()).isEqualTo(T0 + 315_360_000_000L);
  }

  private static List<ConsumerRecord<byte[], byte[]>> read(
      LocalStack stack, String topic, int count) {
    TopicPartition partition = new TopicPartition(topic, 1);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", stack.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();
      while (read.size() < count) {
        read.addAll(consumer.poll(Duration.ofSeconds(1)).records(partition));
      }
      return read;
    }
  }

  @Test
  void streamHoldsWhatWasPut() {
    LocalStack stack = LocalStack.with(Service.KINESIS);
    String stream = stack.createStream("pinflow-geo", 1);

    String sequence = stack.put(stream, "7528", "geo".getBytes(UTF_8));

    List<Record> records = read(stack, stream, ShardIteratorType.TRIM_HORIZON, null);
    assertThat(records).extracting(Record::sequenceNumber).containsExactly(sequence);
    assertThat(records.get(0).data().asUtf8String()).isEqualTo("geo");
  }

  @Test
  void streamGoesOnAfterARecordItNoLongerHolds() {
    LocalStack stack = LocalStack.with(Service.KINESIS);
    String expired = stack.put(stack.createStream("pinflow-geo", 1), "7528", "old".getBytes(UTF_8));
    String stream = stack.createStream("pinflow-geo", 1);
    String oldest = stack.put(stream, "7528", "first".getBytes(UTF_8));
    String next = stack.put(stream, "7528", "second".getBytes(UTF_8));

    assertThat(read(stack, stream, ShardIteratorType.AFTER_SEQUENCE_NUMBER, expired))
        .extracting(Record::sequenceNumber)
        .containsExactly(oldest, next);
    assertThat(read(stack, stream, ShardIteratorType.AFTER_SEQUENCE_NUMBER, oldest))
        .extracting(Record::sequenceNumber)
        .containsExactly(next);
  }

  private static List<Record> read(
      LocalStack stack, String stream, ShardIteratorType from, String sequenceNumber) {
    KinesisClient client = stack.kinesis();
    String shard =
        client.listShards(request -> request.streamName(stream)).shards().get(0).shardId();
    String iterator =
        client
            .getShardIterator(
                request ->
                    request
                        .streamName(stream)
                        .shardId(shard)
                        .shardIteratorType(from)
                        .startingSequenceNumber(sequenceNumber))
            .shardIterator();
    return client.getRecords(request -> request.shardIterator(iterator)).records();
  }

  @Test
  void objectIsAPlainFileAndIsWrittenOnceOnly() throws Exception {
    LocalStack stack = LocalStack.with(Service.S3);
    String bucket = stack.createBucket("lake");

    try (S3Client client = client(stack)) {
      put(client, bucket, "first");

      assertThatThrownBy(() -> put(client, bucket, "second"))
          .isInstanceOfSatisfying(
              S3Exception.class, refused -> assertThat(refused.statusCode()).isEqualTo(412));
    }
    Path file = stack.bucketFolder(bucket).resolve("posts/_delta_log/0.json");
    assertThat(Files.readString(file)).isEqualTo("first");
  }

  private static void put(S3Client client, String bucket, String text) {
    client.putObject(
        request -> request.bucket(bucket).key("posts/_delta_log/0.json").ifNoneMatch("*"),
        RequestBody.fromString(text));
  }

  /**
   * Sends a body in one piece: a store may answer, and hang up, before a checksum that trails it.
   */
  private static S3Client client(LocalStack stack) {
    return S3Client.builder()
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .serviceConfiguration(service -> service.chunkedEncodingEnabled(false))
        .endpointOverride(URI.create(stack.s3Endpoint()))
        .forcePathStyle(true)
        .region(Region.of(LocalStack.REGION))
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(LocalStack.CREDENTIAL, LocalStack.CREDENTIAL)))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }
}

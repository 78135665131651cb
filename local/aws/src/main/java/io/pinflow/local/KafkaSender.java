package io.pinflow.local;

import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends to Kafka without record keys; the partition follows from the delivery's key.
 *
 * <p>One request at a time: a broker that is stopped remembers no more than the last batch of a
 * producer, so of several that it took without an answer it would take the earlier ones again.
 */
final class KafkaSender implements Sender {

  private final KafkaProducer<byte[], byte[]> producer;
  private final Map<Kind, String> topics;
  private final Map<Kind, Integer> partitions;
  private final Receipts receipts;
  private final AtomicReference<Exception> lost = new AtomicReference<>();

  KafkaSender(String bootstrapServers, Map<Kind, String> topics, Receipts receipts) {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", bootstrapServers);
    properties.put("linger.ms", "10");
    properties.put("batch.size", Integer.toString(256 << 10));
    properties.put("compression.type", "lz4");
    properties.put("max.in.flight.requests.per.connection", "1");
    properties.put("max.request.size", Integer.toString(16 << 20));
    properties.put("buffer.memory", Integer.toString(64 << 20));
    properties.put("max.block.ms", "30000");
    this.producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    this.topics = topics;
    this.partitions = Kinds.map(kind -> partitions(bootstrapServers, topics.get(kind)));
    this.receipts = receipts;
  }

  private int partitions(String bootstrapServers, String topic) {
    try {
      return producer.partitionsFor(topic).size();
    } catch (TimeoutException silent) {
      throw new Failure(
          "Kafka at %s does not answer or has no topic %s. Start it with local/stack up, or name yours with --bootstrap-servers and --topic-prefix."
              .formatted(bootstrapServers, topic),
          silent);
    }
  }

  @Override
  public void send(Delivery delivery) {
    failIfLost();
    producer.send(
        new ProducerRecord<>(
            topics.get(delivery.kind()),
            partition(delivery),
            delivery.timestamp(),
            null,
            delivery.payload()),
        (metadata, failure) -> acknowledge(delivery, metadata, failure));
  }

  int partition(Delivery delivery) {
    return Math.floorMod(Long.hashCode(delivery.key() * 31), partitions.get(delivery.kind()));
  }

  private void acknowledge(Delivery delivery, RecordMetadata metadata, Exception failure) {
    if (failure != null) {
      lost.compareAndSet(null, failure);
      return;
    }
    try {
      receipts.take(
          new Acknowledged(
              Channel.KAFKA,
              metadata.topic(),
              Integer.toString(metadata.partition()),
              Long.toString(metadata.offset()),
              metadata.timestamp(),
              delivery));
    } catch (RuntimeException noReceipt) {
      // the producer would only log it
      lost.compareAndSet(null, noReceipt);
    }
  }

  private void failIfLost() {
    Exception failure = lost.get();
    if (failure != null) {
      throw new Failure("A record was not posted to Kafka: " + failure.getMessage(), failure);
    }
  }

  @Override
  public void flush() {
    producer.flush();
    failIfLost();
  }

  @Override
  public void close() {
    producer.close();
  }
}

package io.pinflow.local;

import java.util.Map;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/** Sends to Kinesis, each stream by a thread of its own, one batch at a time. */
final class KinesisSender implements Sender {

  private final KinesisClient client;
  private final Map<Kind, StreamWriter> writers;

  KinesisSender(String endpoint, Map<Kind, String> streams, Receipts receipts) {
    this.client = KinesisEndpoint.client(endpoint);
    this.writers = Kinds.map(kind -> new StreamWriter(client, streams.get(kind), receipts));
  }

  @Override
  public void send(Delivery delivery) {
    writers.get(delivery.kind()).take(delivery);
  }

  @Override
  public void flush() {
    writers.values().forEach(StreamWriter::flush);
  }

  @Override
  public void close() {
    writers.values().forEach(StreamWriter::close);
    client.close();
  }
}

package io.pinflow.local;

import io.pinflow.local.StreamWriter.Bounds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

/** Sends to Kinesis, each stream by a thread of its own, one batch at a time. */
final class KinesisSender implements Sender {

  /** What PutRecords takes at once; 5 MiB with the keys. */
  private static final Bounds PUT_RECORDS = new Bounds(500, 4 << 20);

  private final KinesisClient client;
  private final Map<Kind, StreamWriter> writers;
  private final Receipts receipts;

  KinesisSender(String endpoint, Map<Kind, String> streams, Receipts receipts) {
    this.client = KinesisEndpoint.client(endpoint);
    this.receipts = receipts;
    this.writers = Kinds.map(kind -> writer(streams.get(kind)));
  }

  private StreamWriter writer(String stream) {
    return new StreamWriter(stream, PUT_RECORDS, batch -> put(stream, batch));
  }

  @Override
  public void send(Delivery delivery) {
    writers.get(delivery.kind()).take(delivery);
  }

  private List<Delivery> put(String stream, List<Delivery> batch) {
    List<PutRecordsRequestEntry> entries = batch.stream().map(KinesisSender::entry).toList();
    try {
      return refused(
          stream,
          batch,
          client.putRecords(request -> request.streamName(stream).records(entries)).records());
    } catch (SdkException broken) {
      throw new Failure("Kinesis did not take records: " + broken.getMessage(), broken);
    }
  }

  private List<Delivery> refused(
      String stream, List<Delivery> batch, List<PutRecordsResultEntry> results) {
    List<Delivery> refused = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      PutRecordsResultEntry result = results.get(i);
      if (result.errorCode() != null) {
        refused.add(batch.get(i));
      } else {
        receipts.take(
            new Acknowledged(
                Channel.KINESIS,
                stream,
                result.shardId(),
                result.sequenceNumber(),
                null,
                batch.get(i)));
      }
    }
    return refused;
  }

  private static PutRecordsRequestEntry entry(Delivery delivery) {
    return PutRecordsRequestEntry.builder()
        .partitionKey(Long.toString(delivery.key()))
        .data(SdkBytes.fromByteArrayUnsafe(delivery.payload()))
        .build();
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

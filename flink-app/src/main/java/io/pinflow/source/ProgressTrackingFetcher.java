package io.pinflow.source;

import io.pinflow.record.Envelope;
import java.time.Clock;
import java.util.List;
import java.util.Properties;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.source.SourceFunction;
import org.apache.flink.streaming.connectors.kinesis.FlinkKinesisConsumer;
import org.apache.flink.streaming.connectors.kinesis.internals.KinesisDataFetcher;
import org.apache.flink.streaming.connectors.kinesis.internals.publisher.RecordPublisher;
import org.apache.flink.streaming.connectors.kinesis.internals.publisher.RecordPublisher.RecordPublisherRunResult;
import org.apache.flink.streaming.connectors.kinesis.model.SequenceNumber;
import org.apache.flink.streaming.connectors.kinesis.model.StreamShardHandle;
import org.apache.flink.streaming.connectors.kinesis.serialization.KinesisDeserializationSchema;

/** Notes after each batch of a shard until when that shard has been read. */
@SuppressWarnings("deprecation") // the consumer's own interface
final class ProgressTrackingFetcher extends KinesisDataFetcher<Envelope> {

  private final Clock clock;
  private final ReadUntil readUntil;

  ProgressTrackingFetcher(
      List<String> streams,
      SourceFunction.SourceContext<Envelope> context,
      RuntimeContext runtime,
      Properties properties,
      KinesisDeserializationSchema<Envelope> schema,
      FlinkKinesisConsumer<Envelope> consumer,
      Clock clock,
      ReadUntil readUntil) {
    super(
        streams,
        context,
        runtime,
        properties,
        schema,
        consumer.getShardAssigner(),
        consumer.getPeriodicWatermarkAssigner(),
        consumer.getWatermarkTracker());
    this.clock = clock;
    this.readUntil = readUntil;
  }

  @Override
  protected RecordPublisher createRecordPublisher(
      SequenceNumber from, Properties properties, MetricGroup metrics, StreamShardHandle handle)
      throws InterruptedException {
    String shard = ReadUntil.shard(handle.getStreamName(), handle.getShard().getShardId());
    readUntil.begin(shard);
    return tracked(
        super.createRecordPublisher(from, properties, metrics, handle), shard, clock, readUntil);
  }

  /** What was fetched counts as read once the consumer of the batch has emitted it. */
  static RecordPublisher tracked(
      RecordPublisher publisher, String shard, Clock clock, ReadUntil readUntil) {
    return batches -> {
      RecordPublisherRunResult result =
          publisher.run(
              batch -> {
                long fetched = clock.millis();
                SequenceNumber last = batches.accept(batch);
                if (batch.getMillisBehindLatest() != null) {
                  readUntil.reached(shard, fetched - batch.getMillisBehindLatest());
                }
                return last;
              });
      if (result == RecordPublisherRunResult.COMPLETE) {
        readUntil.end(shard);
      }
      return result;
    };
  }
}

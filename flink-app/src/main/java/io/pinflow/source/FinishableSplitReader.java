package io.pinflow.source;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.kafka.source.metrics.KafkaSourceReaderMetrics;
import org.apache.flink.connector.kafka.source.reader.KafkaPartitionSplitReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;

/**
 * A split reader that may be told to pause or resume a partition it has just finished.
 *
 * <p>At its end a bounded partition is taken from the consumer, while the alignment of watermarks
 * still knows it and may ask to resume it. The consumer answers that with an exception, which would
 * fail the job; there is nothing left to pause or resume, so it is dropped.
 */
@SuppressWarnings("try") // close() is declared by Flink
final class FinishableSplitReader extends KafkaPartitionSplitReader {

  FinishableSplitReader(
      Properties client, SourceReaderContext context, KafkaSourceReaderMetrics metrics) {
    super(client, context, metrics, null);
  }

  /** Records that are gone fail the job: to jump over them would be a loss that nobody sees. */
  @Override
  public RecordsWithSplitIds<ConsumerRecord<byte[], byte[]>> fetch() throws IOException {
    try {
      return super.fetch();
    } catch (OffsetOutOfRangeException gone) {
      throw new IOException(
          "Kafka no longer has the records that come next, by partition and offset "
              + gone.offsetOutOfRangePartitions()
              + ": they expired before they were read, or the topic was made anew. Resume from a"
              + " newer savepoint; to give them up and go on with what is there, set"
              + " kafka / on-expired to 'earliest'.",
          gone);
    }
  }

  @Override
  public void pauseOrResumeSplits(
      Collection<KafkaPartitionSplit> toPause, Collection<KafkaPartitionSplit> toResume) {
    toResume.forEach(split -> unlessFinished(List.of(), List.of(split)));
    toPause.forEach(split -> unlessFinished(List.of(split), List.of()));
  }

  private void unlessFinished(
      List<KafkaPartitionSplit> toPause, List<KafkaPartitionSplit> toResume) {
    try {
      super.pauseOrResumeSplits(toPause, toResume);
    } catch (IllegalStateException e) {
      if (!e.getMessage().startsWith("No current assignment")) {
        throw e;
      }
    }
  }
}

package io.pinflow.source;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;
import org.apache.flink.connector.kafka.source.metrics.KafkaSourceReaderMetrics;
import org.apache.flink.connector.kafka.source.reader.LagAwareSplitReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;

/**
 * A split reader that keeps its partitions side by side: in records by {@link Leads}, beside what
 * the alignment of watermarks asks for in time.
 *
 * <p>At its end a bounded partition is taken from the consumer, while the alignment still knows it
 * and may ask to resume it; there is nothing left to pause or resume, so that is dropped.
 */
@SuppressWarnings("try") // close() is declared by Flink
final class AlignedSplitReader extends LagAwareSplitReader {

  private final Leads leads = new Leads();
  private final Map<String, KafkaPartitionSplit> splits = new HashMap<>();

  /** Paused by the alignment of watermarks, and by the leads. */
  private final Set<String> early = new HashSet<>();

  private Set<String> ahead = Set.of();

  AlignedSplitReader(
      Properties client, SourceReaderContext context, KafkaSourceReaderMetrics metrics) {
    super(client, context, metrics);
  }

  @Override
  public void handleSplitsChanges(SplitsChange<KafkaPartitionSplit> change) {
    super.handleSplitsChanges(change);
    change.splits().forEach(split -> splits.put(split.splitId(), split));
  }

  /** Records that are gone fail the job: to jump over them would be a loss that nobody sees. */
  @Override
  public RecordsWithSplitIds<ConsumerRecord<byte[], byte[]>> fetch() throws IOException {
    Set<String> readable = readable();
    keepSideBySide(readable);
    try {
      Noted fetched = new Noted(super.fetch());
      if (fetched.isEmpty()) {
        leads.silent(readable);
      }
      return fetched;
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

  private void keepSideBySide(Set<String> readable) {
    Set<String> before = ahead;
    ahead = leads.ahead(readable);
    pauseOrResume(
        splits(ahead, split -> !before.contains(split)),
        splits(before, split -> !ahead.contains(split) && !early.contains(split)));
  }

  /** Those that the next fetch can bring records of, were they not too far ahead. */
  private Set<String> readable() {
    Set<String> readable = new HashSet<>();
    splits.forEach(
        (id, split) -> {
          if (!early.contains(id)
              && isAssigned(split.getTopicPartition())
              && hasMore(split.getTopicPartition())) {
            readable.add(id);
          }
        });
    return readable;
  }

  private List<KafkaPartitionSplit> splits(Set<String> ids, Predicate<String> condition) {
    return ids.stream().filter(condition).map(splits::get).collect(Collectors.toList());
  }

  @Override
  public void pauseOrResumeSplits(
      Collection<KafkaPartitionSplit> toPause, Collection<KafkaPartitionSplit> toResume) {
    toPause.forEach(split -> early.add(split.splitId()));
    toResume.forEach(split -> early.remove(split.splitId()));
    pauseOrResume(
        toPause,
        toResume.stream()
            .filter(split -> !ahead.contains(split.splitId()))
            .collect(Collectors.toList()));
  }

  private void pauseOrResume(
      Collection<KafkaPartitionSplit> toPause, Collection<KafkaPartitionSplit> toResume) {
    super.pauseOrResumeSplits(assigned(toPause), assigned(toResume));
  }

  private List<KafkaPartitionSplit> assigned(Collection<KafkaPartitionSplit> some) {
    return some.stream()
        .filter(split -> isAssigned(split.getTopicPartition()))
        .collect(Collectors.toList());
  }

  /** Records that are noted as the task reads them. */
  private final class Noted implements RecordsWithSplitIds<ConsumerRecord<byte[], byte[]>> {
    private final RecordsWithSplitIds<ConsumerRecord<byte[], byte[]>> records;
    private String first;
    private String split;

    Noted(RecordsWithSplitIds<ConsumerRecord<byte[], byte[]>> records) {
      this.records = records;
      this.first = records.nextSplit();
    }

    /** Asked before anything is read. */
    boolean isEmpty() {
      return first == null;
    }

    @Override
    public String nextSplit() {
      split = first == null ? records.nextSplit() : first;
      first = null;
      return split;
    }

    @Override
    public ConsumerRecord<byte[], byte[]> nextRecordFromSplit() {
      ConsumerRecord<byte[], byte[]> record = records.nextRecordFromSplit();
      if (record != null) {
        leads.read(split, Math.min(record.timestamp(), System.currentTimeMillis()));
      }
      return record;
    }

    @Override
    public Set<String> finishedSplits() {
      return records.finishedSplits();
    }

    @Override
    public void recycle() {
      records.recycle();
    }
  }
}

package io.pinflow.source;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;
import org.apache.flink.connector.kafka.source.metrics.KafkaSourceReaderMetrics;
import org.apache.flink.connector.kafka.source.reader.LagAwareSplitReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;

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

  /** What the alignment of watermarks wants paused, what the leads do, and what is. */
  private final Set<String> early = new HashSet<>();

  private Set<String> ahead = Set.of();
  private Set<String> paused = Set.of();

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
    ahead = leads.ahead(readable);
    settle();
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

  /** Those that the next fetch can bring records of, were they not too far ahead. */
  private Set<String> readable() {
    Set<TopicPartition> assigned = assignment();
    Set<String> readable = new HashSet<>();
    splits.forEach(
        (id, split) -> {
          TopicPartition partition = split.getTopicPartition();
          if (!early.contains(id) && assigned.contains(partition) && hasMore(partition)) {
            readable.add(id);
          }
        });
    return readable;
  }

  @Override
  public void pauseOrResumeSplits(
      Collection<KafkaPartitionSplit> toPause, Collection<KafkaPartitionSplit> toResume) {
    toPause.forEach(split -> early.add(split.splitId()));
    toResume.forEach(split -> early.remove(split.splitId()));
    settle();
  }

  private void settle() {
    Set<String> wanted = new HashSet<>(early);
    wanted.addAll(ahead);
    if (!wanted.equals(paused)) {
      super.pauseOrResumeSplits(assigned(wanted, paused), assigned(paused, wanted));
      paused = wanted;
    }
  }

  private List<KafkaPartitionSplit> assigned(Set<String> in, Set<String> notIn) {
    Set<TopicPartition> assigned = assignment();
    return in.stream()
        .filter(id -> !notIn.contains(id))
        .map(splits::get)
        .filter(split -> assigned.contains(split.getTopicPartition()))
        .collect(Collectors.toList());
  }

  /** Records that are noted once the task has read those of a split. */
  private final class Noted implements RecordsWithSplitIds<ConsumerRecord<byte[], byte[]>> {
    private final RecordsWithSplitIds<ConsumerRecord<byte[], byte[]>> records;
    private String first;
    private String split;
    private int read;
    private long latest;

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
      read = 0;
      latest = Long.MIN_VALUE;
      return split;
    }

    @Override
    public ConsumerRecord<byte[], byte[]> nextRecordFromSplit() {
      ConsumerRecord<byte[], byte[]> record = records.nextRecordFromSplit();
      if (record != null) {
        read++;
        latest = Math.max(latest, record.timestamp());
      } else if (read > 0) {
        leads.read(split, read, Math.min(latest, System.currentTimeMillis()));
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

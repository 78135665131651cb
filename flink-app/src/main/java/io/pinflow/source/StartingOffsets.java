package io.pinflow.source;

import io.pinflow.config.StartingPosition;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/**
 * Offsets to start from without state.
 *
 * <p>The reset strategy is always NONE: Flink's own initializers would let the client jump in
 * silence when an offset to resume from has expired.
 */
final class StartingOffsets implements OffsetsInitializer {

  private static final long serialVersionUID = 1L;

  private final StartingPosition position;

  StartingOffsets(StartingPosition position) {
    this.position = position;
  }

  @Override
  public Map<TopicPartition, Long> getPartitionOffsets(
      Collection<TopicPartition> partitions, PartitionOffsetsRetriever retriever) {
    switch (position.name()) {
      case LATEST:
        return OffsetsInitializer.latest().getPartitionOffsets(partitions, retriever);
      case AT_INSTANT:
        return OffsetsInitializer.timestamp(position.instant().orElseThrow().toEpochMilli())
            .getPartitionOffsets(partitions, retriever);
      case COMMITTED:
        return committedOrEarliest(partitions, retriever);
      default:
        return earliest(partitions);
    }
  }

  @Override
  public OffsetResetStrategy getAutoOffsetResetStrategy() {
    return OffsetResetStrategy.NONE;
  }

  private static Map<TopicPartition, Long> committedOrEarliest(
      Collection<TopicPartition> partitions, PartitionOffsetsRetriever retriever) {
    Map<TopicPartition, Long> offsets = earliest(partitions);
    offsets.putAll(retriever.committedOffsets(partitions));
    return offsets;
  }

  private static Map<TopicPartition, Long> earliest(Collection<TopicPartition> partitions) {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    partitions.forEach(partition -> offsets.put(partition, KafkaPartitionSplit.EARLIEST_OFFSET));
    return offsets;
  }
}

package io.pinflow.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.config.StartingPosition;
import io.pinflow.config.StartingPosition.Name;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer.PartitionOffsetsRetriever;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class StartingOffsetsTest {

  private static final TopicPartition COMMITTED = new TopicPartition("pins", 0);
  private static final TopicPartition NEVER_COMMITTED = new TopicPartition("pins", 1);

  @Test
  void committedStartsAtTheEarliestWhereNothingWasCommitted() {
    assertThat(offsets(StartingPosition.named(Name.COMMITTED)))
        .isEqualTo(Map.of(COMMITTED, 7L, NEVER_COMMITTED, KafkaPartitionSplit.EARLIEST_OFFSET));
  }

  @Test
  void latestIsTheEndOfNow() {
    assertThat(offsets(StartingPosition.named(Name.LATEST)))
        .isEqualTo(Map.of(COMMITTED, 100L, NEVER_COMMITTED, 100L));
  }

  @Test
  void instantWithoutALaterRecordIsTheEnd() {
    assertThat(offsets(StartingPosition.at(Instant.ofEpochMilli(50))))
        .isEqualTo(Map.of(COMMITTED, 50L, NEVER_COMMITTED, 100L));
  }

  @Test
  void offsetsOutOfRangeNeverJump() {
    for (Name name : List.of(Name.EARLIEST, Name.LATEST, Name.COMMITTED)) {
      assertThat(new StartingOffsets(StartingPosition.named(name)).getAutoOffsetResetStrategy())
          .isEqualTo(OffsetResetStrategy.NONE);
    }
  }

  private static Map<TopicPartition, Long> offsets(StartingPosition position) {
    return new StartingOffsets(position)
        .getPartitionOffsets(List.of(COMMITTED, NEVER_COMMITTED), new Broker());
  }

  /** Every partition ends at 100; one has a commit at 7 and a record at 50 ms of offset 50. */
  private static final class Broker implements PartitionOffsetsRetriever {

    @Override
    public Map<TopicPartition, Long> committedOffsets(Collection<TopicPartition> partitions) {
      return Map.of(COMMITTED, 7L);
    }

    @Override
    public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
      return partitions.stream().collect(Collectors.toMap(Function.identity(), p -> 100L));
    }

    @Override
    public Map<TopicPartition, Long> beginningOffsets(Collection<TopicPartition> partitions) {
      return partitions.stream().collect(Collectors.toMap(Function.identity(), p -> 0L));
    }

    @Override
    public Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
        Map<TopicPartition, Long> timestamps) {
      return Optional.ofNullable(timestamps.get(COMMITTED))
          .map(time -> Map.of(COMMITTED, new OffsetAndTimestamp(50, time)))
          .orElseThrow();
    }
  }
}

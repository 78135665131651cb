package org.apache.flink.connector.kafka.source.reader;

import java.util.Properties;
import java.util.Set;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.kafka.source.metrics.KafkaSourceReaderMetrics;
import org.apache.kafka.common.TopicPartition;

/** A split reader that knows what waits to be read; only its package reaches the consumer. */
@SuppressWarnings("try") // close() is declared by Flink
public abstract class LagAwareSplitReader extends KafkaPartitionSplitReader {

  protected LagAwareSplitReader(
      Properties client, SourceReaderContext context, KafkaSourceReaderMetrics metrics) {
    super(client, context, metrics, null);
  }

  /** The partitions that are read; a bounded one leaves at its end. */
  protected final Set<TopicPartition> assignment() {
    return consumer().assignment();
  }

  /** Whether an assigned partition is known to hold records that were not fetched yet. */
  protected final boolean hasMore(TopicPartition partition) {
    return consumer().currentLag(partition).orElse(0) > 0;
  }
}

package io.pinflow.local.gateway;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;

/**
 * Which topics there are and how many partitions they have. A producer would wait a long time for
 * one that is not there.
 */
final class Topics implements AutoCloseable {

  private static final int PATIENCE = 5_000;

  private final Admin admin;
  private final Map<String, Integer> partitions = new ConcurrentHashMap<>();

  Topics(String bootstrapServers) {
    admin =
        Admin.create(
            Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                PATIENCE,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                PATIENCE,
                AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                500));
  }

  /** Fails unless the topic is there and has the highest partition asked for. */
  void require(String topic, int highestPartition) {
    Integer known = partitions.get(topic);
    if (known == null || known <= highestPartition) {
      known = describe(topic);
      partitions.put(topic, known);
    }
    if (known <= highestPartition) {
      throw KafkaError.partitionNotFound().refusal();
    }
  }

  /** It may be gone. */
  void forget(String topic) {
    partitions.remove(topic);
  }

  private int describe(String topic) {
    try {
      TopicDescription found =
          admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
      if (found.isInternal()) {
        throw KafkaError.topicNotFound().refusal();
      }
      return found.partitions().size();
    } catch (ExecutionException failed) {
      throw KafkaError.of(failed.getCause()).refusal();
    } catch (InterruptedException ended) {
      throw new Refusal(503, "The gateway is being ended");
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}

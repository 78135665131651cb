package io.pinflow.local.gateway;

import java.util.Map;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.ThrottlingQuotaExceededException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * The errors of the Kafka REST proxy.
 *
 * @param status of HTTP
 * @param code {@code error_code} of the response
 */
record KafkaError(int status, int code, String message) {

  static final String RESPONSE = "application/vnd.kafka.v2+json";

  static KafkaError topicNotFound() {
    return new KafkaError(404, 40401, "Topic not found.");
  }

  static KafkaError partitionNotFound() {
    return new KafkaError(404, 40402, "Partition not found.");
  }

  static KafkaError unprocessable(String message) {
    return new KafkaError(422, 422, message);
  }

  /** What is wrong when the broker or its client says no. */
  static KafkaError of(Throwable cause) {
    if (cause instanceof UnknownTopicOrPartitionException
        || cause instanceof InvalidTopicException) {
      return topicNotFound();
    }
    if (cause instanceof BufferExhaustedException
        || cause instanceof ThrottlingQuotaExceededException) {
      return new KafkaError(429, 429, "Kafka takes no more for now: " + cause.getMessage());
    }
    if (cause instanceof RecordTooLargeException) {
      return new KafkaError(413, 413, cause.getMessage());
    }
    boolean retriable = cause instanceof RetriableException;
    return new KafkaError(500, retriable ? 50003 : 50002, "Kafka: " + cause.getMessage());
  }

  /** Of one record: 2 when it may be taken if it is sent again, else 1. */
  int recordCode() {
    return code == 50003 || status == 429 ? 2 : 1;
  }

  Refusal refusal() {
    return new Refusal(reply());
  }

  Reply reply() {
    return Reply.json(status, RESPONSE, Map.of("error_code", code, "message", message));
  }
}

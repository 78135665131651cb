package io.pinflow.local.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The body of a produce call of version 2 with embedded JSON. */
record ProduceRequest(List<Message> messages) {

  /**
   * One record.
   *
   * @param partition null leaves the choice to the producer
   * @param key JSON text, or null
   * @param value JSON text, or null for a tombstone
   */
  record Message(Integer partition, byte[] key, byte[] value) {}

  /** Fails when the body is not such a request, before anything of it is sent. */
  static ProduceRequest parse(String body) {
    Object request;
    try {
      request = JsonText.parse(body);
    } catch (JsonProcessingException notJson) {
      throw new KafkaError(400, 400, "Bad Request: " + notJson.getOriginalMessage()).refusal();
    }
    if (!(request instanceof Map<?, ?> fields)
        || !(fields.get("records") instanceof List<?> records)
        || records.isEmpty()) {
      throw KafkaError.unprocessable("records must be an array that is not empty").refusal();
    }
    List<Message> messages = new ArrayList<>();
    for (Object each : records) {
      messages.add(message(each, "records[" + messages.size() + "]"));
    }
    return new ProduceRequest(messages);
  }

  private static Message message(Object each, String where) {
    if (!(each instanceof Map<?, ?> fields) || !fields.containsKey("value")) {
      throw KafkaError.unprocessable(where + " must be an object with a value").refusal();
    }
    return new Message(
        partition(fields.get("partition"), where),
        text(fields.get("key")),
        text(fields.get("value")));
  }

  private static Integer partition(Object value, String where) {
    if (value == null || value instanceof Integer number && number >= 0) {
      return (Integer) value;
    }
    throw KafkaError.unprocessable(where + ".partition must be a whole number from 0").refusal();
  }

  private static byte[] text(Object value) {
    return value == null ? null : JsonText.of(value).getBytes(UTF_8);
  }
}

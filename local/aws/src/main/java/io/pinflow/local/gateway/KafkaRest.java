package io.pinflow.local.gateway;

import io.pinflow.local.gateway.ProduceRequest.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The produce call of the Kafka REST proxy, version 2 with embedded JSON. Answers when the broker
 * has every record, or when one is refused for good.
 */
final class KafkaRest implements Backend, AutoCloseable {

  private static final String REQUEST = "application/vnd.kafka.json.v2+json";

  private final Topics topics;
  private final KafkaProducer<byte[], byte[]> producer;

  /**
   * @param largestBody a record is no larger
   */
  KafkaRest(String bootstrapServers, int largestBody) {
    topics = new Topics(bootstrapServers);
    Properties properties = new Properties();
    properties.put("bootstrap.servers", bootstrapServers);
    properties.put("acks", "all");
    properties.put("linger.ms", "2");
    properties.put("max.request.size", Integer.toString(largestBody + (1 << 20)));
    properties.put("buffer.memory", Integer.toString(32 << 20));
    properties.put("max.block.ms", "5000");
    // a broker that restarts is waited for, but not longer than API Gateway waits for an answer
    properties.put("request.timeout.ms", "10000");
    properties.put("delivery.timeout.ms", "25000");
    properties.put("reconnect.backoff.max.ms", "500");
    producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @Override
  public Reply call(ApiMethod method, Call call) {
    if (!call.mediaType().equals(REQUEST)) {
      throw new KafkaError(415, 415, "HTTP 415 Unsupported Media Type: send " + REQUEST).refusal();
    }
    List<Message> messages = ProduceRequest.parse(call.text()).messages();
    String topic = call.pathParameter("topic");
    topics.require(topic, highestPartition(messages));
    List<Object> outcomes = outcomes(messages.stream().map(each -> send(topic, each)).toList());
    return reply(topic, outcomes);
  }

  private static int highestPartition(List<Message> messages) {
    return messages.stream()
        .map(Message::partition)
        .filter(Objects::nonNull)
        .mapToInt(Integer::intValue)
        .max()
        .orElse(0);
  }

  private Future<RecordMetadata> send(String topic, Message message) {
    return producer.send(
        new ProducerRecord<>(topic, message.partition(), message.key(), message.value()));
  }

  /** For each record its {@link RecordMetadata} or a {@link KafkaError}. */
  private static List<Object> outcomes(List<Future<RecordMetadata>> sent) {
    List<Object> outcomes = new ArrayList<>();
    for (Future<RecordMetadata> each : sent) {
      try {
        outcomes.add(each.get());
      } catch (ExecutionException refused) {
        outcomes.add(KafkaError.of(refused.getCause()));
      } catch (InterruptedException ended) {
        throw new Refusal(503, "The gateway is being ended");
      }
    }
    return outcomes;
  }

  /** A status of success only if every record is taken; the body says which are. */
  private Reply reply(String topic, List<Object> outcomes) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("key_schema_id", null);
    body.put("value_schema_id", null);
    body.put("offsets", outcomes.stream().map(KafkaRest::offset).toList());
    for (Object outcome : outcomes) {
      if (outcome instanceof KafkaError error) {
        topics.forget(topic);
        body.put("error_code", error.code());
        body.put("message", error.message());
        return Reply.json(error.status(), KafkaError.RESPONSE, body);
      }
    }
    return Reply.json(200, KafkaError.RESPONSE, body);
  }

  private static Map<String, Object> offset(Object outcome) {
    Map<String, Object> offset = new LinkedHashMap<>();
    RecordMetadata taken = outcome instanceof RecordMetadata metadata ? metadata : null;
    KafkaError error = outcome instanceof KafkaError refused ? refused : null;
    offset.put("partition", taken == null ? null : taken.partition());
    offset.put("offset", taken == null ? null : taken.offset());
    offset.put("error_code", error == null ? null : error.recordCode());
    offset.put("error", error == null ? null : error.message());
    return offset;
  }

  @Override
  public Reply tooMany() {
    return new KafkaError(429, 429, "Too many requests").reply();
  }

  @Override
  public Reply tooLarge(long most) {
    return new KafkaError(413, 413, "Request Too Long: a body has at most " + most + " bytes")
        .reply();
  }

  @Override
  public void close() {
    producer.close();
    topics.close();
  }
}

package io.pinflow.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/** {@code POST /topics/{topic}} of the Kafka REST proxy. */
record ProduceCall(String gateway, Map<Kind, String> topics, ToIntFunction<Delivery> partition)
    implements RestCall {

  @Override
  public Channel channel() {
    return Channel.KAFKA;
  }

  @Override
  public String stream(Kind kind) {
    return topics.get(kind);
  }

  @Override
  public boolean takes(Object value) {
    return true;
  }

  @Override
  public HttpRequest.Builder request(Kind kind, List<Delivery> batch) {
    String records = batch.stream().map(this::record).collect(Collectors.joining(","));
    return HttpRequest.newBuilder(URI.create(gateway + "/topics/" + stream(kind)))
        .header("Content-Type", "application/vnd.kafka.json.v2+json")
        .POST(BodyPublishers.ofString("{\"records\":[" + records + "]}"));
  }

  private String record(Delivery delivery) {
    String value = delivery.payload() == null ? "null" : new String(delivery.payload(), UTF_8);
    return "{\"partition\":" + partition.applyAsInt(delivery) + ",\"value\":" + value + "}";
  }

  @Override
  public JsonNode results(JsonNode response) {
    return response.path("offsets");
  }

  @Override
  public Acknowledged acknowledged(Delivery delivery, JsonNode result) {
    return result.hasNonNull("offset")
        ? new Acknowledged(
            channel(),
            stream(delivery.kind()),
            result.path("partition").asText(),
            result.path("offset").asText(),
            null,
            delivery)
        : null;
  }
}

package io.pinflow.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code PUT /streams/{stream-name}/records} of the ingest API. */
record PutRecordsCall(String gateway, Map<Kind, String> streams) implements RestCall {

  @Override
  public Channel channel() {
    return Channel.KINESIS;
  }

  @Override
  public String stream(Kind kind) {
    return streams.get(kind);
  }

  @Override
  public boolean takes(Object value) {
    return value instanceof Map || value instanceof String;
  }

  @Override
  public HttpRequest.Builder request(Kind kind, List<Delivery> batch) {
    String records = batch.stream().map(PutRecordsCall::record).collect(Collectors.joining(","));
    return HttpRequest.newBuilder(URI.create(gateway + "/streams/" + stream(kind) + "/records"))
        .header("Content-Type", "application/json")
        .PUT(BodyPublishers.ofString("{\"records\":[" + records + "]}"));
  }

  private static String record(Delivery delivery) {
    String data = new String(delivery.payload(), UTF_8);
    return "{\"data\":" + data + ",\"partition-key\":\"" + delivery.key() + "\"}";
  }

  @Override
  public JsonNode results(JsonNode response) {
    return response.path("Records");
  }

  @Override
  public Acknowledged acknowledged(Delivery delivery, JsonNode result) {
    return result.hasNonNull("SequenceNumber")
        ? new Acknowledged(
            channel(),
            stream(delivery.kind()),
            result.path("ShardId").asText(),
            result.path("SequenceNumber").asText(),
            null,
            delivery)
        : null;
  }
}

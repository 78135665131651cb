package io.pinflow.local.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pinflow.local.Mutations;
import io.pinflow.local.gateway.ProduceRequest.Message;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bodies that nearly are ones: refused as such, or mapped without anything getting out of place.
 */
class MutatedBodiesTest {

  private static final int BODIES = Boolean.getBoolean("soak") ? 100_000 : 2_000;
  private static final long SEED = 7528;

  @ParameterizedTest
  @ValueSource(strings = {"PutRecord", "PutRecords", "CreateStream"})
  void requestOfKinesisIsRefusedOrWhole(String action) throws Exception {
    Mutations mutations = new Mutations(SEED);
    int mapped = 0;

    for (int i = 0; i < BODIES; i++) {
      Optional<String> request = request(action, mutations.body());
      if (request.isPresent()) {
        assertWhole(JsonText.MAPPER.readTree(request.get()));
        mapped++;
      }
    }

    assertThat(mapped).isBetween(BODIES / 50, BODIES);
  }

  private static Optional<String> request(String action, byte[] body) {
    ApiMethod method = Api.method(action);
    String path = method.resourcePath().replace("{stream-name}", "pins");
    Call call = Api.call(method, path, body);
    try {
      return Optional.of(KinesisActions.request(method, call, call.context(method.resourcePath())));
    } catch (Refusal refusal) {
      assertThat(refusal.reply().status()).isEqualTo(400);
      return Optional.empty();
    }
  }

  private static void assertWhole(JsonNode request) throws Exception {
    assertThat(request.findValuesAsText("StreamName")).containsExactly("pins");
    assertThat(request.fieldNames())
        .toIterable()
        .isSubsetOf("StreamName", "ShardCount", "Records", "Data", "PartitionKey");
    for (JsonNode record : request.findParents("Data")) {
      String data = new String(Base64.getDecoder().decode(record.get("Data").textValue()), UTF_8);
      assertThat(JsonText.of(JsonText.parse(data))).isEqualTo(data);
      assertThat(record.get("PartitionKey").textValue()).isNotEmpty();
      assertThat(record).hasSizeBetween(2, 3);
    }
  }

  @Test
  void messagesAreRefusedOrWhole() throws Exception {
    Mutations mutations = new Mutations(SEED);
    int parsed = 0;

    for (int i = 0; i < BODIES; i++) {
      for (Message message : messages(mutations.body())) {
        if (message.value() != null) {
          String value = new String(message.value(), UTF_8);
          assertThat(JsonText.of(JsonText.parse(value))).isEqualTo(value);
        }
        parsed++;
      }
    }

    assertThat(parsed).isGreaterThan(BODIES / 50);
  }

  private static Iterable<Message> messages(byte[] body) {
    try {
      Call call = Api.call(Api.method("ListStreams"), "/streams", body);
      return ProduceRequest.parse(call.text()).messages();
    } catch (Refusal refusal) {
      assertThat(refusal.reply().status()).isIn(400, 422);
      return List.of();
    }
  }
}

package io.pinflow.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pinflow.local.StreamWriter.Bounds;
import io.pinflow.local.gateway.JsonText;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Sends a share of the posts through the ingest gateway, batch after batch as a {@link
 * StreamWriter} does, and the others directly; also what JSON cannot carry goes directly. Receipts
 * are of the payload as it is stored: the JSON text made anew.
 *
 * <p>When a response is lost on the way, the batch is sent again, and its records may be there
 * twice.
 */
final class RestSender implements Sender {

  private static final Bounds REQUEST = new Bounds(100, 2 << 20);
  private static final Duration PATIENCE = Duration.ofSeconds(35);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RestCall call;
  private final double share;
  private final Sender direct;
  private final Receipts receipts;
  private final Map<Kind, StreamWriter> writers;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  RestSender(RestCall call, double share, Sender direct, Receipts receipts) {
    this.call = call;
    this.share = share;
    this.direct = direct;
    this.receipts = receipts;
    this.writers =
        Kinds.map(kind -> new StreamWriter(call.stream(kind), REQUEST, batch -> put(kind, batch)));
  }

  @Override
  public void send(Delivery delivery) {
    Delivery carried = chosen(delivery.key()) ? carried(delivery) : null;
    if (carried == null) {
      direct.send(delivery);
    } else {
      writers.get(delivery.kind()).take(carried);
    }
  }

  /** Always the same for a post, so that the deliveries of each keep their order. */
  private boolean chosen(long key) {
    return (key * 0x9E3779B97F4A7C15L >>> 11) * 0x1p-53 < share;
  }

  /** The delivery as the channel will hold it; null if it cannot go through. */
  private Delivery carried(Delivery delivery) {
    if (delivery.payload() == null) {
      return call.channel() == Channel.KAFKA ? delivery : null;
    }
    try {
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(delivery.payload())).toString();
      Object value = JsonText.parse(text);
      return value != null && call.takes(value) ? with(delivery, JsonText.of(value)) : null;
    } catch (CharacterCodingException | JsonProcessingException noJson) {
      return null;
    }
  }

  private static Delivery with(Delivery delivery, String payload) {
    return new Delivery(
        delivery.kind(), delivery.key(), payload.getBytes(UTF_8), delivery.fault(), null);
  }

  private List<Delivery> put(Kind kind, List<Delivery> batch) {
    try {
      HttpResponse<String> response =
          client.send(call.request(kind, batch).timeout(PATIENCE).build(), BodyHandlers.ofString());
      if (response.statusCode() != 429 && response.statusCode() / 100 == 4) {
        throw new Failure("The gateway refused records: " + response.body());
      }
      return refused(batch, call.results(JSON.readTree(response.body())));
    } catch (IOException gone) {
      return batch;
    } catch (InterruptedException ended) {
      throw new Failure("Interrupted while posting through the gateway.", ended);
    }
  }

  private List<Delivery> refused(List<Delivery> batch, JsonNode results) {
    List<Delivery> refused = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      Acknowledged acknowledged = call.acknowledged(batch.get(i), results.path(i));
      if (acknowledged == null) {
        refused.add(batch.get(i));
      } else {
        receipts.take(acknowledged);
      }
    }
    return refused;
  }

  @Override
  public void flush() {
    writers.values().forEach(StreamWriter::flush);
    direct.flush();
  }

  @Override
  public void close() {
    writers.values().forEach(StreamWriter::close);
    direct.close();
  }
}

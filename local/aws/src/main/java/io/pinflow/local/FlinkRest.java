package io.pinflow.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Flink's REST API. */
final class FlinkRest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final String root;

  FlinkRest(String root) {
    this.root = root;
  }

  String root() {
    return root;
  }

  JsonNode get(String path) throws IOException {
    return send(HttpRequest.newBuilder(URI.create(root + path)).GET());
  }

  JsonNode post(String path, String body) throws IOException {
    return send(
        HttpRequest.newBuilder(URI.create(root + path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  private JsonNode send(HttpRequest.Builder request) throws IOException {
    try {
      HttpResponse<String> response =
          client.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
      if (response.statusCode() >= 400) {
        throw new IOException(response.uri() + ": " + response.body());
      }
      return JSON.readTree(response.body());
    } catch (InterruptedException ended) {
      throw new IOException("Interrupted while asking Flink.", ended);
    }
  }
}

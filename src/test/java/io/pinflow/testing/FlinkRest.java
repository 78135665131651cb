package io.pinflow.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Flink's REST API. */
final class FlinkRest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final String root;

  FlinkRest(int port) {
    root = "http://127.0.0.1:" + port;
  }

  JsonNode get(String path) throws IOException {
    return send(HttpRequest.newBuilder(URI.create(root + path)));
  }

  JsonNode post(String path, String body) throws IOException {
    return send(
        HttpRequest.newBuilder(URI.create(root + path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  /** Asks a job to end. */
  void cancel(String job) throws IOException {
    send(
        HttpRequest.newBuilder(URI.create(root + "/jobs/" + job))
            .method("PATCH", BodyPublishers.noBody()));
  }

  private JsonNode send(HttpRequest.Builder request) throws IOException {
    try {
      HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
      if (response.statusCode() >= 400) {
        throw new IOException(response.uri() + ": " + response.body());
      }
      return JSON.readTree(response.body());
    } catch (InterruptedException ended) {
      throw new IOException("Interrupted while asking Flink.", ended);
    }
  }
}

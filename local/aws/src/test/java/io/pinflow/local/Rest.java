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
import java.util.concurrent.CompletableFuture;

/** A client of the gateway. */
record Rest(String url) {

  static final String KAFKA = "application/vnd.kafka.json.v2+json";
  static final ObjectMapper JSON = new ObjectMapper();

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** What came back; the body is missing where it was empty. */
  record Answer(int status, JsonNode body) {}

  Answer send(String method, String path, String body) throws IOException {
    return send(method, path, "application/json", body);
  }

  Answer send(String method, String path, String contentType, String body) throws IOException {
    try {
      return answer(CLIENT.send(request(method, path, contentType, body), BodyHandlers.ofString()));
    } catch (InterruptedException ended) {
      throw new IOException(ended);
    }
  }

  /** A produce call of one record. */
  Answer produce(String topic, String value) throws IOException {
    return send("POST", "/topics/" + topic, KAFKA, "{\"records\":[{\"value\":" + value + "}]}");
  }

  CompletableFuture<Answer> producing(String topic, String value) {
    String body = "{\"records\":[{\"value\":" + value + "}]}";
    return CLIENT
        .sendAsync(request("POST", "/topics/" + topic, KAFKA, body), BodyHandlers.ofString())
        .thenApply(Rest::answer);
  }

  private HttpRequest request(String method, String path, String contentType, String body) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .timeout(Duration.ofSeconds(60))
        .header("Content-Type", contentType)
        .method(method, BodyPublishers.ofString(body))
        .build();
  }

  private static Answer answer(HttpResponse<String> response) {
    try {
      return new Answer(response.statusCode(), JSON.readTree(response.body()));
    } catch (IOException notJson) {
      throw new IllegalStateException("The gateway answers no JSON: " + response.body(), notJson);
    }
  }
}

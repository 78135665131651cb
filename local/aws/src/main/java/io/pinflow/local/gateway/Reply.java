package io.pinflow.local.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;

/** What a client is answered. */
record Reply(int status, String contentType, byte[] body) {

  static final String JSON = "application/json";

  /** In the words of API Gateway. */
  static Reply message(int status, String message) {
    return json(status, JSON, Map.of("message", message));
  }

  static Reply json(int status, String contentType, Object value) {
    return new Reply(status, contentType, JsonText.of(value).getBytes(UTF_8));
  }
}

package io.pinflow.local.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The definition that is deployed, for tests. */
final class Api {

  static final Path FILE = Path.of("../../kda/api/openapi.yaml");
  static final List<ApiMethod> METHODS = methods();

  private Api() {}

  private static List<ApiMethod> methods() {
    try {
      return ApiDefinition.load(FILE);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The file as it is written. */
  static JsonNode file() throws IOException {
    return new YAMLMapper().readTree(FILE.toFile());
  }

  static ApiMethod method(String action) {
    return METHODS.stream()
        .filter(method -> action.equals(method.action()))
        .findFirst()
        .orElseThrow();
  }

  /** A call of the method as it would come over HTTP. */
  static Call call(ApiMethod method, String path, String body) {
    return call(method, path, body.getBytes(UTF_8));
  }

  static Call call(ApiMethod method, String path, byte[] body) {
    Map<String, Map<String, String>> parameters = new LinkedHashMap<>();
    parameters.put("path", new Routes(METHODS).find(method.httpMethod(), path).parameters());
    parameters.put("querystring", Map.of("stream-name", "of-the-query"));
    parameters.put("header", Map.of("content-type", "application/json; charset=utf-8"));
    return new Call("the-request", method.httpMethod(), path, "127.0.0.1", parameters, body);
  }

  /** What Kinesis is sent. */
  static String request(String action, String path, String body) {
    ApiMethod method = method(action);
    Call call = call(method, path, body);
    return KinesisActions.request(method, call, call.context(method.resourcePath()));
  }

  /** What the client is told when Kinesis answers this. */
  static Reply reply(String action, int status, String body) {
    ApiMethod method = method(action);
    String path = method.resourcePath().replace("{stream-name}", "pins");
    Call call = call(method, path, "");
    return KinesisActions.reply(
        method, call, call.context(method.resourcePath()), status, body.getBytes(UTF_8));
  }
}

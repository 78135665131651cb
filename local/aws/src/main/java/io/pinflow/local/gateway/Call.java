package io.pinflow.local.gateway;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One request, whole.
 *
 * @param id what {@code $context.requestId} is
 * @param parameters by {@code path}, {@code querystring} and {@code header}, in this order
 */
record Call(
    String id,
    String httpMethod,
    String path,
    String sourceIp,
    Map<String, Map<String, String>> parameters,
    byte[] body) {

  /** Of the path; empty if it has no such parameter. */
  String pathParameter(String name) {
    return parameters.get("path").getOrDefault(name, "");
  }

  /** The media type without its parameters; what API Gateway assumes if none is named. */
  String mediaType() {
    String type = parameters.get("header").getOrDefault("content-type", Reply.JSON);
    int end = type.indexOf(';');
    return (end < 0 ? type : type.substring(0, end)).trim().toLowerCase(Locale.ROOT);
  }

  /** The body as text; fails unless it is UTF-8. */
  String text() {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException notText) {
      throw new Refusal(400, "The body is not UTF-8");
    }
  }

  /** {@code $context}, a new one. */
  Map<String, Object> context(String resourcePath) {
    Map<String, Object> context = new LinkedHashMap<>();
    context.put("requestId", id);
    context.put("extendedRequestId", id);
    context.put("httpMethod", httpMethod);
    context.put("path", path);
    context.put("resourcePath", resourcePath);
    context.put("stage", "local");
    context.put("identity", Map.of("sourceIp", sourceIp));
    context.put("responseOverride", new HashMap<>());
    return context;
  }
}

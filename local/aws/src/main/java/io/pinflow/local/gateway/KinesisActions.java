package io.pinflow.local.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.ValidationMessage;
import io.pinflow.local.gateway.ApiMethod.IntegrationResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** Integrations with actions of Kinesis: validated, mapped, called and mapped back. */
final class KinesisActions implements Backend {

  /** The longest that API Gateway waits. */
  private static final Duration PATIENCE = Duration.ofSeconds(29);

  /** The local endpoint wants one and believes anything. */
  private static final String AUTHORIZATION =
      "AWS4-HMAC-SHA256 Credential=test/20200101/us-east-1/kinesis/aws4_request,"
          + " SignedHeaders=host;x-amz-date, Signature=0";

  private final URI endpoint;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  KinesisActions(URI endpoint) {
    this.endpoint = endpoint;
  }

  @Override
  public Reply call(ApiMethod method, Call call) {
    Map<String, Object> context = call.context(method.resourcePath());
    String request = request(method, call, context);
    HttpResponse<byte[]> response = send(method.action(), request);
    return reply(method, call, context, response.statusCode(), response.body());
  }

  /** The body of the action's request. */
  static String request(ApiMethod method, Call call, Map<String, Object> context) {
    MappingTemplate template = method.requestTemplates().get(call.mediaType());
    if (template == null) {
      throw new Refusal(
          415,
          "Unsupported Media Type %s: send %s"
              .formatted(call.mediaType(), String.join(", ", method.requestTemplates().keySet())));
    }
    String body = call.text();
    if (method.requestSchema() != null) {
      validate(method.requestSchema(), body);
    }
    return template.evaluate(new InputVariable(body, call.parameters()), context);
  }

  private static void validate(JsonSchema schema, String body) {
    if (body.isBlank()) {
      throw invalid("the body is empty");
    }
    try {
      var problems = schema.validate(JsonText.tree(body));
      if (!problems.isEmpty()) {
        throw invalid(
            problems.stream().map(ValidationMessage::getMessage).collect(Collectors.joining("; ")));
      }
    } catch (JsonProcessingException notJson) {
      throw invalid(notJson.getOriginalMessage());
    }
  }

  /** The message is that of API Gateway, which says no more. */
  private static Refusal invalid(String detail) {
    return new Refusal(
        Reply.json(400, Reply.JSON, Map.of("message", "Invalid request body", "detail", detail)));
  }

  private HttpResponse<byte[]> send(String action, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint)
            .timeout(PATIENCE)
            .header("Content-Type", "application/x-amz-json-1.1")
            .header("X-Amz-Target", "Kinesis_20131202." + action)
            .header("X-Amz-Date", "20200101T000000Z")
            .header("Authorization", AUTHORIZATION)
            .POST(BodyPublishers.ofString(body))
            .build();
    try {
      return client.send(request, BodyHandlers.ofByteArray());
    } catch (HttpTimeoutException late) {
      throw new Refusal(504, "Endpoint request timed out");
    } catch (IOException unreachable) {
      throw new Refusal(504, "Network error communicating with endpoint");
    } catch (InterruptedException ended) {
      throw new Refusal(503, "The gateway is being ended");
    }
  }

  /** What the backend said, as the definition has it passed on. */
  static Reply reply(
      ApiMethod method, Call call, Map<String, Object> context, int status, byte[] body) {
    IntegrationResponse response =
        method.response(status).orElseThrow(() -> new Refusal(500, "Internal server error"));
    if (response.template() == null) {
      return new Reply(response.status(), Reply.JSON, body);
    }
    InputVariable input = new InputVariable(new String(body, UTF_8), call.parameters());
    String mapped = response.template().evaluate(input, context).strip();
    Object override = ((Map<?, ?>) context.get("responseOverride")).get("status");
    return new Reply(
        override instanceof Integer other ? other : response.status(),
        Reply.JSON,
        mapped.getBytes(UTF_8));
  }

  @Override
  public Reply tooMany() {
    return Reply.message(429, "Too Many Requests");
  }

  @Override
  public Reply tooLarge(long most) {
    return Reply.message(413, "Request Too Long: a body has at most " + most + " bytes");
  }
}

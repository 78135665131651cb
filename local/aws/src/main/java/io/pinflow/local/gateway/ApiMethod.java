package io.pinflow.local.gateway;

import com.networknt.schema.JsonSchema;
import java.util.Map;
import java.util.Optional;

/**
 * A method of the API.
 *
 * @param resourcePath its path with {@code {parameters}}
 * @param requestSchema what its body is validated by; null for none
 * @param action the Kinesis action it calls, with templates; null for a proxy of Kafka REST
 * @param requestTemplates by media type
 * @param responses by the expression that the backend's status must match, or {@code default}
 */
record ApiMethod(
    String resourcePath,
    String httpMethod,
    JsonSchema requestSchema,
    String action,
    Map<String, MappingTemplate> requestTemplates,
    Map<String, IntegrationResponse> responses) {

  /** How what the backend says is passed on; without a template as it is. */
  record IntegrationResponse(int status, MappingTemplate template) {}

  /** The response for a status of the backend; none for one that the definition forgets. */
  Optional<IntegrationResponse> response(int backendStatus) {
    return responses.entrySet().stream()
        .filter(response -> !response.getKey().equals("default"))
        .filter(response -> Integer.toString(backendStatus).matches(response.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .or(() -> Optional.ofNullable(responses.get("default")));
  }
}

package io.pinflow.local.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.pinflow.local.gateway.ApiMethod.IntegrationResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads an OpenAPI file with the extensions of API Gateway. */
final class ApiDefinition {

  private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(VersionFlag.V4);
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete");
  private static final Pattern ACTION = Pattern.compile(":kinesis:action/(\\w+)$");
  private static final String EXTENSION = "x-amazon-apigateway-";

  private final JsonNode api;

  private ApiDefinition(JsonNode api) {
    this.api = api;
  }

  /** Every method in the file. */
  static List<ApiMethod> load(Path file) throws IOException {
    return new ApiDefinition(new YAMLMapper().readTree(file.toFile())).methods();
  }

  private List<ApiMethod> methods() {
    List<ApiMethod> methods = new ArrayList<>();
    api.path("paths")
        .properties()
        .forEach(
            resource ->
                resource.getValue().properties().stream()
                    .filter(entry -> METHODS.contains(entry.getKey()))
                    .map(entry -> method(resource.getKey(), entry.getKey(), entry.getValue()))
                    .forEach(methods::add));
    return methods;
  }

  private ApiMethod method(String path, String name, JsonNode method) {
    JsonNode integration = method.path(EXTENSION + "integration");
    String where = name + " " + path;
    return new ApiMethod(
        path,
        name.toUpperCase(),
        validatesBody(method) ? schema(method) : null,
        action(integration),
        templates(where, integration.path("requestTemplates")),
        responses(where, integration.path("responses")));
  }

  /** The method's own validator, or else the API's. */
  private boolean validatesBody(JsonNode method) {
    String key = EXTENSION + "request-validator";
    String name = method.path(key).asText(api.path(key).asText());
    return api.path(EXTENSION + "request-validators")
        .path(name)
        .path("validateRequestBody")
        .asBoolean();
  }

  private JsonSchema schema(JsonNode method) {
    JsonNode schema = method.path("requestBody").path("content").path(Reply.JSON).path("schema");
    String reference = schema.path("$ref").asText("");
    JsonNode found = reference.isEmpty() ? schema : api.at(reference.substring(1));
    return found.isMissingNode() ? null : SCHEMAS.getSchema(found);
  }

  private static String action(JsonNode integration) {
    Matcher action = ACTION.matcher(integration.path("uri").path("Fn::Sub").asText());
    return action.find() ? action.group(1) : null;
  }

  private static Map<String, MappingTemplate> templates(String where, JsonNode templates) {
    Map<String, MappingTemplate> byType = new LinkedHashMap<>();
    templates
        .properties()
        .forEach(
            entry ->
                byType.put(
                    entry.getKey(), new MappingTemplate(where, entry.getValue().textValue())));
    return byType;
  }

  private static Map<String, IntegrationResponse> responses(String where, JsonNode responses) {
    Map<String, IntegrationResponse> byStatus = new LinkedHashMap<>();
    responses
        .properties()
        .forEach(
            entry ->
                byStatus.put(
                    entry.getKey(),
                    new IntegrationResponse(
                        entry.getValue().path("statusCode").asInt(),
                        templates(where, entry.getValue().path("responseTemplates"))
                            .get(Reply.JSON))));
    return byStatus;
  }
}

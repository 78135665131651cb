package io.pinflow.local.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.Option;
import com.jayway.jsonpath.spi.json.JacksonJsonProvider;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;
import java.util.Map;

/**
 * {@code $input} of a mapping template: the body and the parameters of a request, or the body of a
 * backend's response. Public as Velocity calls it.
 *
 * <p>What is missing is an empty text for {@code path} and {@code ""} for {@code json}.
 */
public final class InputVariable {

  private static final Configuration PATHS =
      Configuration.builder()
          .jsonProvider(new JacksonJsonProvider(JsonText.MAPPER))
          .mappingProvider(new JacksonMappingProvider(JsonText.MAPPER))
          .options(Option.SUPPRESS_EXCEPTIONS)
          .build();

  private final String body;
  private final Map<String, Map<String, String>> parameters;
  private Object document;

  InputVariable(String body, Map<String, Map<String, String>> parameters) {
    this.body = body;
    this.parameters = parameters;
  }

  /** The body as it came. */
  public String getBody() {
    return body;
  }

  /** What a JSONPath finds, as JSON text. */
  public String json(String path) {
    return JsonText.of(path(path));
  }

  /** What a JSONPath finds, as an object. */
  public Object path(String path) {
    if (body.isBlank()) {
      return "";
    }
    Object root = document();
    Object found = root == null ? null : JsonPath.compile(path).read(root, PATHS);
    return found == null ? "" : found;
  }

  private Object document() {
    if (document == null) {
      try {
        document = JsonText.parse(body);
      } catch (JsonProcessingException notJson) {
        throw new Refusal(
            400, "Could not parse request body into json: " + notJson.getOriginalMessage());
      }
    }
    return document;
  }

  /** All parameters, by {@code path}, {@code querystring} and {@code header}. */
  public Map<String, Map<String, String>> params() {
    return parameters;
  }

  /** A parameter of the path, else of the query string, else of the header. */
  public String params(String name) {
    return parameters.values().stream()
        .filter(kind -> kind.containsKey(name))
        .map(kind -> kind.get(name))
        .findFirst()
        .orElse("");
  }
}

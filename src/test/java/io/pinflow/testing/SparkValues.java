package io.pinflow.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Turns the JSON of Spark's answers back into values of the columns' types. */
final class SparkValues {

  private static final String ARRAY = "array<";

  private SparkValues() {}

  /**
   * @param type Spark's name of the type, such as {@code array<double>}
   */
  static Object value(String type, JsonNode json) {
    if (json.isNull()) {
      return null;
    } else if (type.startsWith(ARRAY)) {
      return elements(type.substring(ARRAY.length(), type.length() - 1), json);
    } else if (type.startsWith("decimal")) {
      return new BigDecimal(json.textValue());
    }
    return scalar(type, json);
  }

  private static List<Object> elements(String type, JsonNode json) {
    List<Object> elements = new ArrayList<>();
    json.forEach(element -> elements.add(value(type, element)));
    return elements;
  }

  private static Object scalar(String type, JsonNode json) {
    switch (type) {
      case "tinyint":
      case "smallint":
      case "int":
        return json.intValue();
      case "bigint":
        return json.longValue();
      case "float":
      case "double":
        // not-a-number and the infinities come as text
        return Double.valueOf(json.asText());
      case "boolean":
        return json.booleanValue();
      case "string":
        return json.textValue();
      case "timestamp":
        return Instant.parse(json.textValue());
      case "date":
        return LocalDate.parse(json.textValue());
      case "binary":
        return bytes(json);
      default:
        return json;
    }
  }

  private static byte[] bytes(JsonNode json) {
    try {
      return json.binaryValue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

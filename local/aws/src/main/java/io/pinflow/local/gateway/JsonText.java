package io.pinflow.local.gateway;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.regex.Pattern;

/**
 * JSON as text and as Java's maps, lists, strings and numbers. Numbers keep their digits, of two
 * equal keys the last one wins, and the text made of what was parsed gives the same when parsed and
 * made again.
 */
public final class JsonText {

  static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** Half of a pair: legal as an escape in JSON, but no character that UTF-8 could hold. */
  private static final Pattern UNPAIRED =
      Pattern.compile(
          "[\\uD800-\\uDBFF](?![\\uDC00-\\uDFFF])|(?<![\\uD800-\\uDBFF])[\\uDC00-\\uDFFF]");

  private JsonText() {}

  /** Fails on anything but exactly one value. */
  public static Object parse(String text) throws JsonProcessingException {
    return read(text, Object.class);
  }

  /** The same as a tree. */
  static JsonNode tree(String text) throws JsonProcessingException {
    return read(text, JsonNode.class);
  }

  private static <T> T read(String text, Class<T> type) throws JsonProcessingException {
    try {
      return MAPPER.readValue(text, type);
    } catch (NumberFormatException beyondBigDecimal) {
      throw new JsonParseException(null, beyondBigDecimal.getMessage());
    }
  }

  /** The compact text of a value. */
  public static String of(Object value) {
    try {
      return UNPAIRED
          .matcher(MAPPER.writeValueAsString(value))
          .replaceAll(half -> "\\\\u%04x".formatted((int) half.group().charAt(0)));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}

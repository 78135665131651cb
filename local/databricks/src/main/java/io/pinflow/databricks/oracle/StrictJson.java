package io.pinflow.databricks.oracle;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/** Reads one JSON text by the letter of the grammar, with nothing behind it. */
final class StrictJson {

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          // names come from anybody: none is kept
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private StrictJson() {}

  /**
   * The root of a text: the fields of an object, or the text of a string, or neither.
   *
   * @param fields null unless an object; of a repeated name the last
   * @param string null unless a string
   */
  record Root(Map<String, Field> fields, String string) {
    boolean isString() {
      return string != null;
    }
  }

  /** Throws {@code not_json} for whatever the grammar does not allow. */
  static Root parse(String text) throws Rejected {
    try (JsonParser parser = FACTORY.createParser(text)) {
      Root root = root(parser);
      if (parser.nextToken() != null) {
        throw new Rejected(Rejected.NOT_JSON);
      }
      return root;
    } catch (JsonProcessingException e) {
      throw new Rejected(Rejected.NOT_JSON);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Root root(JsonParser parser) throws IOException, Rejected {
    JsonToken token = parser.nextToken();
    if (token == null) {
      throw new Rejected(Rejected.NOT_JSON);
    } else if (token == JsonToken.START_OBJECT) {
      return new Root(fields(parser), null);
    } else if (token == JsonToken.VALUE_STRING) {
      return new Root(null, paired(parser.getText()));
    }
    parser.skipChildren();
    return new Root(null, null);
  }

  private static Map<String, Field> fields(JsonParser parser) throws IOException {
    Map<String, Field> fields = new HashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      fields.put(name, field(parser));
    }
    return fields;
  }

  private static Field field(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return Field.NULL;
    } else if (token == JsonToken.VALUE_STRING) {
      return Field.of(paired(parser.getText()));
    } else if (token.isNumeric()) {
      return Field.of(parser.getText());
    }
    parser.skipChildren();
    return Field.OTHER;
  }

  /** Half of a surrogate pair, which only an escape can bring, is no character. */
  private static String paired(String text) {
    int[] points = text.codePoints().toArray();
    for (int i = 0; i < points.length; i++) {
      if (points[i] >= Character.MIN_SURROGATE && points[i] <= Character.MAX_SURROGATE) {
        points[i] = 0xFFFD;
      }
    }
    return new String(points, 0, points.length);
  }
}

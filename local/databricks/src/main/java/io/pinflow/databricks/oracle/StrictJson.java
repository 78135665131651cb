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

/** Reads one JSON text by the letter of the grammar, with nothing behind it, within the bounds. */
final class StrictJson {

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  /** Bounds are ours: in the order of reading, and with our reasons. */
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

  private final JsonParser parser;
  private final Limits limits;
  private int depth;

  private StrictJson(JsonParser parser, Limits limits) {
    this.parser = parser;
    this.limits = limits;
  }

  /**
   * The root of a text: the fields of an object, or the text of a string, or neither.
   *
   * @param fields null unless an object; of a repeated name the last
   * @param string null unless a string
   */
  record Root(Map<String, Field> fields, String string) {}

  /** Throws {@code not_json}, {@code too_deep} or {@code too_large}, for a number. */
  static Root parse(String text, Limits limits) throws Rejected {
    if (text.indexOf(BYTE_ORDER_MARK) == 0) {
      throw new Rejected(Rejected.NOT_JSON);
    }
    try (JsonParser parser = FACTORY.createParser(text)) {
      StrictJson json = new StrictJson(parser, limits);
      Root root = json.root();
      if (json.next() != null) {
        throw new Rejected(Rejected.NOT_JSON);
      }
      return root;
    } catch (JsonProcessingException e) {
      throw new Rejected(Rejected.NOT_JSON);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Root root() throws IOException, Rejected {
    JsonToken token = next();
    if (token == null) {
      throw new Rejected(Rejected.NOT_JSON);
    } else if (token == JsonToken.START_OBJECT) {
      return new Root(fields(), null);
    } else if (token == JsonToken.VALUE_STRING) {
      return new Root(null, paired(parser.getText()));
    }
    skip(token);
    return new Root(null, null);
  }

  private Map<String, Field> fields() throws IOException, Rejected {
    Map<String, Field> fields = new HashMap<>();
    while (next() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      fields.put(name, field(next()));
    }
    return fields;
  }

  private Field field(JsonToken token) throws IOException, Rejected {
    if (token == JsonToken.VALUE_NULL) {
      return Field.NULL;
    } else if (token == JsonToken.VALUE_STRING) {
      return Field.of(paired(parser.getText()));
    } else if (token.isNumeric()) {
      return Field.of(parser.getText());
    }
    skip(token);
    return Field.OTHER;
  }

  private void skip(JsonToken token) throws IOException, Rejected {
    int outside = token.isStructStart() ? depth - 1 : depth;
    while (depth > outside) {
      next();
    }
  }

  private JsonToken next() throws IOException, Rejected {
    JsonToken token = parser.nextToken();
    if (token == null) {
      return null;
    } else if (token.isStructStart()) {
      depth++;
    } else if (token.isStructEnd()) {
      depth--;
    }
    if (depth > limits.maxDepth()) {
      throw new Rejected(Rejected.TOO_DEEP);
    }
    if (token.isNumeric() && parser.getTextLength() > Limits.LONGEST_NUMBER) {
      throw new Rejected(Rejected.TOO_LARGE);
    }
    return token;
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

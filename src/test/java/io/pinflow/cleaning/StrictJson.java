package io.pinflow.cleaning;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A second opinion on JSON: Java's own UTF-8 decoder, then Jackson over characters, which guesses
 * no encoding.
 */
final class StrictJson {

  private static final JsonFactory FACTORY = new JsonFactory();

  private StrictJson() {}

  /** What a payload holds: its kind of value, and of an object or a string what is in it. */
  record Value(JsonToken type, Map<String, String> fields, String text) {}

  /** Empty if the bytes are not JSON. */
  static Optional<Value> read(byte[] bytes) {
    try {
      return read(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  static Optional<Value> read(String text) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      JsonToken first = parser.nextToken();
      Value value = first == null ? null : read(parser, first);
      return parser.nextToken() == null ? Optional.ofNullable(value) : Optional.empty();
    } catch (JsonParseException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Value read(JsonParser parser, JsonToken first) throws IOException {
    if (first != JsonToken.START_OBJECT) {
      String text = first == JsonToken.VALUE_STRING ? paired(parser.getText()) : null;
      parser.skipChildren();
      return new Value(first, null, text);
    }
    Map<String, String> fields = new HashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      fields.put(name, field(parser, parser.nextToken()));
    }
    return new Value(first, fields, null);
  }

  /** The text of a string or of a number's token; otherwise null. */
  private static String field(JsonParser parser, JsonToken token) throws IOException {
    String text = token == JsonToken.VALUE_STRING || token.isNumeric() ? parser.getText() : null;
    parser.skipChildren();
    return text == null ? null : paired(text);
  }

  /** Encoding replaces an unpaired surrogate by a question mark; here it is to be U+FFFD. */
  private static String paired(String text) {
    StringBuilder paired = new StringBuilder();
    text.codePoints()
        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
        .forEach(paired::appendCodePoint);
    return paired.toString();
  }
}

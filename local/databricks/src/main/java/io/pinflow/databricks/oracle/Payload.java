package io.pinflow.databricks.oracle;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** From the bytes of a payload to the fields of its object, within the bounds. */
final class Payload {

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final Limits limits;

  Payload(Limits limits) {
    this.limits = limits;
  }

  /**
   * The fields of the object by name; bounds are checked before anything is parsed, and one level
   * of quoting is unwrapped.
   */
  Map<String, Field> fields(byte[] payload) throws Rejected {
    if (payload == null) {
      throw new Rejected(Rejected.NOT_JSON);
    }
    if (payload.length > limits.maxBytes()) {
      throw new Rejected(Rejected.TOO_LARGE);
    }
    // bytes of a multi-byte character are all above those of brackets and quotes
    String latin = new String(payload, StandardCharsets.ISO_8859_1);
    checkDepth(latin);
    String text = utf8(payload);
    checkMark(text);
    StrictJson.Root root = StrictJson.parse(text);
    return root.isString() ? unquoted(root.string()) : object(root);
  }

  private Map<String, Field> unquoted(String inner) throws Rejected {
    checkDepth(inner);
    checkMark(inner);
    return object(StrictJson.parse(inner));
  }

  private static Map<String, Field> object(StrictJson.Root root) throws Rejected {
    if (root.fields() == null) {
      throw new Rejected(Rejected.NOT_AN_OBJECT);
    }
    return root.fields();
  }

  private void checkDepth(String text) throws Rejected {
    int depth = 0;
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted && c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == '{' || c == '[')) {
        depth++;
      } else if (!quoted && (c == '}' || c == ']')) {
        depth--;
      }
      if (depth > limits.maxDepth()) {
        throw new Rejected(Rejected.TOO_DEEP);
      }
    }
  }

  private static void checkMark(String text) throws Rejected {
    if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
      throw new Rejected(Rejected.NOT_JSON);
    }
  }

  private static String utf8(byte[] payload) throws Rejected {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(payload)).toString();
    } catch (CharacterCodingException e) {
      throw new Rejected(Rejected.NOT_JSON);
    }
  }
}

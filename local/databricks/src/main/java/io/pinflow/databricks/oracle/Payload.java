package io.pinflow.databricks.oracle;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** From the bytes of a payload to the fields of its object, within the bounds. */
final class Payload {

  private final Limits limits;

  Payload(Limits limits) {
    this.limits = limits;
  }

  /**
   * The fields of the object by name; one level of quoting is unwrapped. Of several faults the one
   * that a reader comes to first is the reason.
   */
  Map<String, Field> fields(byte[] payload) throws Rejected {
    if (payload == null) {
      throw new Rejected(Rejected.NOT_JSON);
    }
    if (payload.length > limits.maxBytes()) {
      throw new Rejected(Rejected.TOO_LARGE);
    }
    StrictJson.Root root = root(payload);
    return root.string() == null ? object(root) : unquoted(root.string());
  }

  /** The payload was JSON, a string; what its text lacks is being an object. */
  private Map<String, Field> unquoted(String inner) throws Rejected {
    try {
      return object(StrictJson.parse(inner, limits));
    } catch (Rejected e) {
      throw e.getMessage().equals(Rejected.NOT_JSON) ? new Rejected(Rejected.NOT_AN_OBJECT) : e;
    }
  }

  private static Map<String, Field> object(StrictJson.Root root) throws Rejected {
    if (root.fields() == null) {
      throw new Rejected(Rejected.NOT_AN_OBJECT);
    }
    return root.fields();
  }

  private StrictJson.Root root(byte[] payload) throws Rejected {
    CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
    CharBuffer text = CharBuffer.allocate(payload.length);
    CoderResult end = utf8.decode(ByteBuffer.wrap(payload), text, true);
    StrictJson.Root root = StrictJson.parse(text.flip().toString(), limits);
    if (end.isError()) {
      throw new Rejected(Rejected.NOT_JSON);
    }
    return root;
  }
}

package io.pinflow.cleaning;

import io.pinflow.cleaning.FieldSpans.Form;
import io.pinflow.record.Reason;

/** Reads a payload to its last byte, and finds the values of the known top-level fields. */
final class PayloadReader {

  private final JsonTokens tokens = new JsonTokens();
  private final JsonValues values;
  private final FieldTable table;
  private final FieldSpans spans;

  PayloadReader(FieldTable table, int maxDepth) {
    this.values = new JsonValues(tokens, maxDepth);
    this.table = table;
    this.spans = new FieldSpans(table.index() + 1);
  }

  /** What {@link #read} found, until it reads again. */
  FieldSpans spans() {
    return spans;
  }

  /**
   * Reads an object, or a string whose text is one; returns the text that the spans refer to.
   *
   * @throws RejectedException not_json, not_an_object, too_deep, or too_large for a number
   */
  byte[] read(byte[] payload) throws RejectedException {
    tokens.start(payload, payload.length);
    if (tokens.next() == '"') {
      unquote(payload);
    } else {
      root();
    }
    return tokens.bytes();
  }

  private void unquote(byte[] payload) throws RejectedException {
    int start = tokens.at() + 1;
    tokens.string();
    int end = tokens.at() - 1;
    tokens.expectEnd();
    byte[] text = new byte[end - start];
    tokens.start(text, JsonEscapes.resolve(payload, start, end, text, 0));
    try {
      root();
    } catch (RejectedException e) {
      throw quoted(e);
    }
  }

  /** The payload itself is JSON, a string; so what its text lacks is being an object. */
  private static RejectedException quoted(RejectedException e) {
    Reason reason = e.reason() == Reason.NOT_JSON ? Reason.NOT_AN_OBJECT : e.reason();
    return new RejectedException(reason, "in the quoted text: " + e.getMessage());
  }

  private void root() throws RejectedException {
    spans.clear();
    if (tokens.next() == '{') {
      object();
      tokens.expectEnd();
    } else {
      values.pass(0);
      tokens.expectEnd();
      throw new RejectedException(Reason.NOT_AN_OBJECT, "JSON, but not an object");
    }
  }

  private void object() throws RejectedException {
    tokens.pass();
    if (tokens.next() != '}') {
      member();
      while (tokens.next() == ',') {
        tokens.pass();
        member();
      }
    }
    tokens.expect('}');
  }

  private void member() throws RejectedException {
    int slot = key();
    tokens.expect(':');
    spans.see(slot);
    if (slot < 0) {
      values.pass(1);
    } else {
      value(slot);
    }
  }

  private int key() throws RejectedException {
    tokens.next();
    int start = tokens.at() + 1;
    tokens.key();
    int end = tokens.at() - 1;
    if (!tokens.escaped()) {
      return table.slot(tokens.bytes(), start, end);
    }
    byte[] name = new byte[end - start];
    return table.slot(name, 0, JsonEscapes.resolve(tokens.bytes(), start, end, name, 0));
  }

  private void value(int slot) throws RejectedException {
    int first = tokens.next();
    int start = tokens.at();
    values.pass(1);
    int end = tokens.at();
    if (first == '"') {
      spans.set(slot, tokens.escaped() ? Form.ESCAPED : Form.PLAIN, start + 1, end - 1);
    } else if (first == '-' || first >= '0' && first <= '9') {
      spans.set(slot, Form.PLAIN, start, end);
    } else {
      spans.set(slot, first == 'n' ? Form.ABSENT : Form.OTHER, start, end);
    }
  }
}

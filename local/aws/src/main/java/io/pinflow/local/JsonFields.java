package io.pinflow.local;

/** Writes the fields of one JSON object in a producer's style. */
final class JsonFields {

  private final JsonBytes json;
  private final Style style;
  private boolean first = true;

  JsonFields(JsonBytes json, Style style) {
    this.json = json.raw("{");
    this.style = style;
  }

  Style style() {
    return style;
  }

  private JsonBytes key(String name) {
    json.raw(first ? "\"" : style.spaced() ? ", \"" : ",\"");
    first = false;
    return json.raw(name).raw(style.spaced() ? "\": " : "\":");
  }

  JsonFields number(String name, long value) {
    key(name).number(value);
    return this;
  }

  /** A null text becomes JSON's null. */
  JsonFields text(String name, String value) {
    if (value == null) {
      key(name).raw("null");
    } else {
      key(name).string(value, style.escaped());
    }
    return this;
  }

  /** Degrees with four decimals. */
  JsonFields degrees(String name, int tenThousandths) {
    int whole = Math.abs(tenThousandths);
    String digits =
        (tenThousandths < 0 ? "-" : "")
            + whole / 10_000
            + "."
            + Integer.toString(10_000 + whole % 10_000).substring(1);
    if (style.quotedDegrees()) {
      return text(name, digits);
    }
    key(name).raw(digits);
    return this;
  }

  byte[] end() {
    return json.raw("}").toBytes();
  }
}

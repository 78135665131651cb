package io.pinflow.cleaning;

import io.pinflow.record.Reason;

/** Passes over the tokens of a JSON text, each checked by RFC 8259 and each byte read once. */
final class JsonTokens {

  private byte[] bytes;
  private int at;
  private int end;
  private boolean escaped;

  /** Starts anew at the first of {@code length} bytes. */
  void start(byte[] text, int length) {
    bytes = text;
    at = 0;
    end = length;
  }

  byte[] bytes() {
    return bytes;
  }

  int at() {
    return at;
  }

  /** Whether the string passed last holds escapes. */
  boolean escaped() {
    return escaped;
  }

  /** Passes white space, and tells the byte behind it without passing that; -1 at the end. */
  int next() {
    while (at < end) {
      int b = bytes[at];
      if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
        return b & 0xFF;
      }
      at++;
    }
    return -1;
  }

  /** Passes one byte that {@link #next()} told. */
  void pass() {
    at++;
  }

  void expect(char wanted) throws RejectedException {
    if (next() != wanted) {
      throw malformed("expected " + wanted, at);
    }
    at++;
  }

  void expectEnd() throws RejectedException {
    if (next() >= 0) {
      throw malformed("text after the end of the value", at);
    }
  }

  /** Passes a string, number, true, false or null. */
  void scalar() throws RejectedException {
    int first = next();
    if (first == '"') {
      string();
    } else if (first == '-' || first >= '0' && first <= '9') {
      number();
    } else if (first == 't') {
      word("true");
    } else if (first == 'f') {
      word("false");
    } else if (first == 'n') {
      word("null");
    } else {
      throw malformed("expected a value", at);
    }
  }

  /** Passes the key of a member; its text ends one byte before {@link #at()}. */
  void key() throws RejectedException {
    if (next() != '"') {
      throw malformed("expected a key", at);
    }
    string();
  }

  /** Passes the string that {@link #next()} told of; its text ends one before {@link #at()}. */
  void string() throws RejectedException {
    int start = at;
    escaped = false;
    int i = PlainText.end(bytes, at + 1, end);
    while (i < end && bytes[i] != '"') {
      if (bytes[i] == '\\') {
        escaped = true;
        i = PlainText.end(bytes, escape(i), end);
      } else if (bytes[i] < 0) {
        i = PlainText.end(bytes, wide(i), end);
      } else {
        throw malformed("control character in a string", i);
      }
    }
    if (i >= end) {
      throw malformed("string without an end", start);
    }
    at = i + 1;
  }

  private int escape(int backslash) throws RejectedException {
    int kind = backslash + 1 < end ? bytes[backslash + 1] : 0;
    if (kind == 'u') {
      for (int i = backslash + 2; i < backslash + 6; i++) {
        if (i >= end || Character.digit(bytes[i], 16) < 0) {
          throw malformed("\\u without four hexadecimal digits", backslash);
        }
      }
      return backslash + 6;
    }
    if ("\"\\/bfnrt".indexOf(kind) < 0) {
      throw malformed("unknown escape", backslash);
    }
    return backslash + 2;
  }

  private int wide(int from) throws RejectedException {
    int i = from;
    while (i < end && bytes[i] < 0) {
      int length = Utf8.sequence(bytes, i, end);
      if (length == 0) {
        throw malformed("invalid UTF-8", i);
      }
      i += length;
    }
    return i;
  }

  private void number() throws RejectedException {
    int stop = NumberGrammar.end(bytes, at, end);
    if (stop < 0) {
      throw malformed("expected a digit", ~stop);
    }
    if (stop - at > Bounds.MAX_NUMBER_BYTES) {
      throw new RejectedException(
          Reason.TOO_LARGE,
          "number of more than " + Bounds.MAX_NUMBER_BYTES + " bytes at byte " + at);
    }
    at = stop;
  }

  private void word(String word) throws RejectedException {
    for (int i = 0; i < word.length(); i++) {
      if (at + i >= end || bytes[at + i] != word.charAt(i)) {
        throw malformed("expected " + word, at);
      }
    }
    at += word.length();
  }

  private RejectedException malformed(String what, int where) {
    return new RejectedException(
        Reason.NOT_JSON, where >= end ? what + " at the end" : what + " at byte " + where);
  }
}

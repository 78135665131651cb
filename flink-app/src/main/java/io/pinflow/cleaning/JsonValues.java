package io.pinflow.cleaning;

import io.pinflow.record.Reason;
import java.util.Arrays;

/** Passes over whole JSON values without recursion, so that no nesting can exhaust the stack. */
final class JsonValues {

  private final JsonTokens tokens;
  private final int maxDepth;

  /** For each open level whether it is an object; index 0 is unused, as the root is level 1. */
  private boolean[] objects = new boolean[16];

  JsonValues(JsonTokens tokens, int maxDepth) {
    this.tokens = tokens;
    this.maxDepth = maxDepth;
  }

  /** Passes the value ahead, which stands inside {@code outer} open objects and arrays. */
  void pass(int outer) throws RejectedException {
    int depth = outer;
    do {
      int first = tokens.next();
      if (first == '{' || first == '[') {
        depth = open(depth, first == '{');
        if (tokens.next() != closing(depth)) {
          key(depth);
          continue;
        }
      } else {
        tokens.scalar();
      }
      depth = close(depth, outer);
    } while (depth > outer);
  }

  private int open(int outer, boolean object) throws RejectedException {
    if (outer >= maxDepth) {
      throw new RejectedException(
          Reason.TOO_DEEP, "more than " + maxDepth + " levels at byte " + tokens.at());
    }
    tokens.pass();
    int depth = outer + 1;
    if (depth == objects.length) {
      objects = Arrays.copyOf(objects, 2 * depth);
    }
    objects[depth] = object;
    return depth;
  }

  /** Passes what closes the levels that end here, and the comma and key of the one that goes on. */
  private int close(int from, int outer) throws RejectedException {
    int depth = from;
    while (depth > outer) {
      if (tokens.next() == ',') {
        tokens.pass();
        key(depth);
        return depth;
      }
      tokens.expect(closing(depth));
      depth--;
    }
    return depth;
  }

  private void key(int depth) throws RejectedException {
    if (objects[depth]) {
      tokens.key();
      tokens.expect(':');
    }
  }

  private char closing(int depth) {
    return objects[depth] ? '}' : ']';
  }
}

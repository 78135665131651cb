package io.pinflow.cleaning;

import io.pinflow.record.Kind;
import java.util.Arrays;
import javax.annotation.Nullable;

/** Where in a text the values of the known fields stand; of a key given twice, the last. */
final class FieldSpans {

  /** How a value is written. */
  enum Form {
    /** The key does not occur, or its value is null. */
    ABSENT,
    /** A boolean, an array or an object. */
    OTHER,
    /** A number, or a string without escapes: the range is the value. */
    PLAIN,
    /** A string with escapes. */
    ESCAPED
  }

  private final Form[] forms;
  private final int[] starts;
  private final int[] ends;
  private boolean own;
  @Nullable private Kind foreign;

  FieldSpans(int slots) {
    forms = new Form[slots];
    starts = new int[slots];
    ends = new int[slots];
  }

  void clear() {
    Arrays.fill(forms, Form.ABSENT);
    own = false;
    foreign = null;
  }

  /** Remembers that a field of this slot occurs, whatever its value. */
  void see(int slot) {
    if (FieldTable.isForeign(slot)) {
      foreign = FieldTable.foreignKind(slot);
    } else if (slot != FieldTable.UNKNOWN && slot != FieldTable.IND && slot < forms.length - 1) {
      own = true;
    }
  }

  void set(int slot, Form form, int start, int end) {
    forms[slot] = form;
    starts[slot] = start;
    ends[slot] = end;
  }

  Form form(int slot) {
    return forms[slot];
  }

  int start(int slot) {
    return starts[slot];
  }

  int end(int slot) {
    return ends[slot];
  }

  /** The kind that the record seems to be of, if it has nothing of the one it came as. */
  @Nullable
  Kind mistakenFor() {
    return own ? null : foreign;
  }
}

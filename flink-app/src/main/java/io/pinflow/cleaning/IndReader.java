package io.pinflow.cleaning;

import io.pinflow.cleaning.FieldSpans.Form;
import io.pinflow.record.Reason;
import javax.annotation.Nullable;

/**
 * Reads the id of a post from {@code ind} or {@code index}, a number or a string that holds one.
 */
final class IndReader {

  private final int index;

  IndReader(FieldTable table) {
    index = table.index();
  }

  /**
   * The whole number that either field, or both, give; a field with the value null counts as
   * missing.
   *
   * @throws RejectedException no_ind
   */
  int read(byte[] text, FieldSpans spans) throws RejectedException {
    Integer ind = value(text, spans, FieldTable.IND);
    Integer other = value(text, spans, index);
    if (ind == null && other == null) {
      throw new RejectedException(Reason.NO_IND, "neither ind nor index");
    }
    if (ind != null && other != null && !ind.equals(other)) {
      throw new RejectedException(Reason.NO_IND, "ind and index differ");
    }
    return ind == null ? other : ind;
  }

  @Nullable
  private static Integer value(byte[] text, FieldSpans spans, int slot) throws RejectedException {
    if (spans.form(slot) == Form.ABSENT) {
      return null;
    }
    Integer value = spans.form(slot) == Form.OTHER ? null : parse(text, spans, slot);
    if (value == null) {
      String name = slot == FieldTable.IND ? "ind" : "index";
      throw new RejectedException(Reason.NO_IND, name + " is not a whole number of 32 bits");
    }
    return value;
  }

  @Nullable
  private static Integer parse(byte[] text, FieldSpans spans, int slot) {
    int start = spans.start(slot);
    int end = spans.end(slot);
    if (spans.form(slot) == Form.PLAIN) {
      return Numbers.toInt(Text.trimmed(text, start, end));
    }
    byte[] resolved = new byte[end - start];
    int length = JsonEscapes.resolve(text, start, end, resolved, 0);
    return Numbers.toInt(Text.trimmed(resolved, 0, length));
  }
}

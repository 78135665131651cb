package io.pinflow.cleaning;

import io.pinflow.record.Kind;
import io.pinflow.record.RowTypes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/**
 * Finds the place of a field in the decoded row by the bytes of its name, without a string.
 *
 * <p>A slot from 0 on is the position in the decoded row. {@link #index()} is the other spelling of
 * {@code ind}; a negative slot is a field that no row holds, but that may still tell the kind.
 */
final class FieldTable {

  static final int IND = 0;
  static final int UNKNOWN = -1;

  /** A field of this kind that the cleaned tables do without. */
  static final int UNUSED = -2;

  /** Added to the ordinal of the other kind that has the field, and negated. */
  private static final int FOREIGN = 3;

  private static final Set<String> CARRIED =
      Set.of(RowTypes.IND, RowTypes.ARRIVAL_TIME, RowTypes.ORIGIN);

  /** A power of two well over the number of names, so that lookups seldom collide. */
  private static final int SIZE = 128;

  private final byte[][] names = new byte[SIZE][];
  private final int[] slots = new int[SIZE];
  private final int index;

  FieldTable(Kind kind) {
    index = RowTypes.decoded(kind).getFieldCount() - 2;
    for (Kind each : Kind.values()) {
      for (String name : RowTypes.decoded(each).getFieldNames()) {
        if (!CARRIED.contains(name)) {
          put(name, each == kind ? RowTypes.decoded(kind).getFieldIndex(name) : foreign(each));
        }
      }
    }
    put("downloaded", kind == Kind.PIN ? UNUSED : foreign(Kind.PIN));
    put("ind", IND);
    put("index", index);
  }

  /** The slot of {@code index}: the first behind the fields of the kind. */
  int index() {
    return index;
  }

  /** The slot of the name in this range, or {@link #UNKNOWN}. */
  int slot(byte[] bytes, int from, int to) {
    if (from == to) {
      return UNKNOWN;
    }
    int i = hash(bytes, from, to);
    while (names[i] != null) {
      if (Arrays.equals(names[i], 0, names[i].length, bytes, from, to)) {
        return slots[i];
      }
      i = i + 1 & SIZE - 1;
    }
    return UNKNOWN;
  }

  /** The kind whose field this slot is, if it is one of another kind. */
  static boolean isForeign(int slot) {
    return slot <= -FOREIGN;
  }

  static Kind foreignKind(int slot) {
    return Kind.values()[-slot - FOREIGN];
  }

  private static int foreign(Kind kind) {
    return -FOREIGN - kind.ordinal();
  }

  private void put(String name, int slot) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    int i = hash(bytes, 0, bytes.length);
    while (names[i] != null) {
      i = i + 1 & SIZE - 1;
    }
    names[i] = bytes;
    slots[i] = slot;
  }

  private static int hash(byte[] bytes, int from, int to) {
    return (to - from) * 7 + bytes[from] * 31 + bytes[to - 1] * 17 & SIZE - 1;
  }
}

package io.pinflow.insight;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;

/**
 * Different 64-bit values.
 *
 * <p>As bytes: format 1, then the values in ascending order, 8 bytes each.
 */
public final class LongSet implements Summary<LongSet> {

  private static final byte FORMAT = 1;
  private static final int FIRST_CAPACITY = 8;

  /** Those added since the set was last asked for follow in any order, and may repeat. */
  private long[] values = new long[FIRST_CAPACITY];

  private int length;
  private boolean settled = true;

  /** Reads {@link #toBytes}. */
  static LongSet of(byte[] bytes) {
    if (bytes[0] != FORMAT) {
      throw new IllegalArgumentException("set of values of unknown format " + bytes[0]);
    }
    LongBuffer in = ByteBuffer.wrap(bytes, 1, bytes.length - 1).asLongBuffer();
    LongSet set = new LongSet();
    set.length = in.remaining();
    set.values = new long[Math.max(FIRST_CAPACITY, set.length)];
    in.get(set.values, 0, set.length);
    return set;
  }

  void add(long value) {
    makeRoom(1);
    values[length++] = value;
    settled = false;
  }

  @Override
  public void merge(LongSet other) {
    makeRoom(other.length);
    System.arraycopy(other.values, 0, values, length, other.length);
    length += other.length;
    settled = false;
  }

  int size() {
    settle();
    return length;
  }

  @Override
  public boolean isEmpty() {
    return length == 0;
  }

  @Override
  public byte[] toBytes() {
    settle();
    ByteBuffer out = ByteBuffer.allocate(1 + length * Long.BYTES).put(FORMAT);
    out.asLongBuffer().put(values, 0, length);
    return out.array();
  }

  /** Repeats go first; an array that is still half full after grows. */
  private void makeRoom(int more) {
    if (length + more > values.length) {
      settle();
      int needed = 2 * (length + more);
      values = needed > values.length ? Arrays.copyOf(values, needed) : values;
    }
  }

  private void settle() {
    if (settled) {
      return;
    }
    Arrays.sort(values, 0, length);
    int kept = 0;
    for (int i = 0; i < length; i++) {
      if (i == 0 || values[i] != values[i - 1]) {
        values[kept++] = values[i];
      }
    }
    length = kept;
    settled = true;
  }
}

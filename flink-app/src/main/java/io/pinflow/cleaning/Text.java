package io.pinflow.cleaning;

import java.util.Arrays;
import org.apache.flink.core.memory.MemorySegment;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.binary.BinaryStringData;

/** UTF-8 text inside an array that is shared, not copied. */
final class Text {

  final byte[] bytes;
  final int start;
  final int end;

  private Text(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.start = start;
    this.end = end;
  }

  /** The range without the characters up to U+0020 at both its ends, as {@code String.trim}. */
  static Text trimmed(byte[] bytes, int start, int end) {
    int first = start;
    int last = end;
    while (first < last && isBlank(bytes[first])) {
      first++;
    }
    while (first < last && isBlank(bytes[last - 1])) {
      last--;
    }
    return new Text(bytes, first, last);
  }

  static Text trimmed(StringData string) {
    BinaryStringData binary = (BinaryStringData) string;
    binary.ensureMaterialized();
    MemorySegment[] segments = binary.getSegments();
    if (segments.length > 1 || segments[0].isOffHeap()) {
      byte[] copy = binary.toBytes();
      return trimmed(copy, 0, copy.length);
    }
    int start = binary.getOffset();
    return trimmed(segments[0].getArray(), start, start + binary.getSizeInBytes());
  }

  private static boolean isBlank(byte b) {
    return b >= 0 && b <= ' ';
  }

  int length() {
    return end - start;
  }

  /** The same text without its first {@code n} bytes, trimmed again. */
  Text from(int n) {
    return trimmed(bytes, start + n, end);
  }

  boolean startsWith(byte[] prefix) {
    return length() >= prefix.length
        && Arrays.equals(bytes, start, start + prefix.length, prefix, 0, prefix.length);
  }

  /**
   * As {@link #startsWith}, with A to Z in the text taken as a to z; the prefix has none of A-Z.
   */
  boolean startsWithIgnoringCase(byte[] prefix) {
    if (length() < prefix.length) {
      return false;
    }
    for (int i = 0; i < prefix.length; i++) {
      byte b = bytes[start + i];
      if (prefix[i] != (b >= 'A' && b <= 'Z' ? b + 'a' - 'A' : b)) {
        return false;
      }
    }
    return true;
  }

  /** The text as Flink has it, on the same array. */
  StringData toStringData() {
    return BinaryStringData.fromBytes(bytes, start, length());
  }
}

package io.pinflow.cleaning;

import java.io.Serializable;

/** What a payload may measure before it is rejected instead of decoded. */
public final class Bounds implements Serializable {

  /**
   * The longest number token, in bytes: far beyond any that names a value here, and short enough
   * that no reader of a dead letter or a table chokes on it. Strings and keys are bounded by the
   * payload itself.
   */
  static final int MAX_NUMBER_BYTES = 1000;

  private static final long serialVersionUID = 1L;

  public final int maxBytes;
  public final int maxDepth;

  /**
   * @param maxBytes the largest payload, in bytes, before unquoting
   * @param maxDepth the deepest nesting of objects and arrays; the root counts as 1
   */
  public Bounds(int maxBytes, int maxDepth) {
    if (maxBytes < 1 || maxDepth < 1) {
      throw new IllegalArgumentException(
          "bounds must be positive: maxBytes=" + maxBytes + ", maxDepth=" + maxDepth);
    }
    this.maxBytes = maxBytes;
    this.maxDepth = maxDepth;
  }

  /** 1 MiB, the limit of a Kinesis record, and 100 levels. */
  public static Bounds standard() {
    return new Bounds(1 << 20, 100);
  }
}

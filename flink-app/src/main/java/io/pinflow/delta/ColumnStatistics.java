package io.pinflow.delta;

import java.util.Objects;

/** What is known of a column of one file; values as Delta Kernel's literals hold them. */
final class ColumnStatistics {

  private final Object min;
  private final Object max;
  private final long nulls;

  /**
   * @param min null when there is no bound to give
   * @param max null when there is no bound to give
   */
  ColumnStatistics(Object min, Object max, long nulls) {
    this.min = min;
    this.max = max;
    this.nulls = nulls;
  }

  Object min() {
    return min;
  }

  Object max() {
    return max;
  }

  long nulls() {
    return nulls;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ColumnStatistics
        && Objects.equals(((ColumnStatistics) other).min, min)
        && Objects.equals(((ColumnStatistics) other).max, max)
        && ((ColumnStatistics) other).nulls == nulls;
  }

  @Override
  public int hashCode() {
    return Objects.hash(min, max, nulls);
  }

  @Override
  public String toString() {
    return "[" + min + ", " + max + ", nulls=" + nulls + "]";
  }
}

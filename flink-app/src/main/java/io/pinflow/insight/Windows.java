package io.pinflow.insight;

import java.io.Serializable;
import java.time.Duration;

/** The tumbling windows: their size and offset, in SQL and in arithmetic. */
final class Windows implements Serializable {

  private static final long serialVersionUID = 1L;

  private final long size;
  private final long offset;

  Windows(Duration size, Duration offset) {
    this.size = size.toMillis();
    this.offset = offset.toMillis();
  }

  /** Milliseconds. */
  long size() {
    return size;
  }

  /** Puts size and offset where a query has {@code ${size}} and {@code ${offset}}. */
  String fill(String sql) {
    return sql.replace("${size}", interval(size)).replace("${offset}", interval(offset));
  }

  /** The end of the window that holds this time; both in milliseconds. */
  long endOf(long time) {
    return (Math.floorDiv(time - offset, size) + 1) * size + offset;
  }

  /** Days to milliseconds, which holds any size without a precision limit being met. */
  private static String interval(long millis) {
    return String.format(
        "INTERVAL '%d %02d:%02d:%02d.%03d' DAY(6) TO SECOND(3)",
        millis / 86_400_000,
        millis / 3_600_000 % 24,
        millis / 60_000 % 60,
        millis / 1000 % 60,
        millis % 1000);
  }
}

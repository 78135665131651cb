package io.pinflow.insight;

import java.io.Serializable;
import java.time.Duration;

/**
 * The tumbling windows: their size and offset, in SQL and in arithmetic.
 *
 * <p>Flink's windowed aggregates wake up at multiples of the size whatever the offset is, and then
 * drop as late what they should have counted. So queries see time without the offset, and only what
 * they return is moved back.
 */
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

  /** Milliseconds; what lies between our clock and the time that queries see. */
  long offset() {
    return offset;
  }

  /** Puts the size where a query has {@code ${size}}. */
  String fill(String sql) {
    return sql.replace("${size}", interval(size));
  }

  /** The end of the window that holds this time; both in milliseconds, without the offset. */
  long endOf(long time) {
    return (Math.floorDiv(time, size) + 1) * size;
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

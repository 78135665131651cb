package io.pinflow.delta;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/** What was committed to one table since the task started. */
final class TableMetrics {

  private final Counter rows;
  private final Counter bytes;
  private final Counter files;
  private final Counter conflicts;
  private volatile long version = -1;
  private volatile long commitMillis;
  private volatile long lastCommit = System.currentTimeMillis();

  TableMetrics(MetricGroup group) {
    this.rows = group.counter("rows");
    this.bytes = group.counter("bytes");
    this.files = group.counter("files");
    this.conflicts = group.counter("conflicts");
    group.gauge("version", (Gauge<Long>) () -> version);
    group.gauge("commitMillis", (Gauge<Long>) () -> commitMillis);
    group.gauge(
        "commitAgeSeconds", (Gauge<Long>) () -> (System.currentTimeMillis() - lastCommit) / 1000);
  }

  /**
   * @param lost commits of other writers that took the version first
   */
  void committed(TableCommittable committable, long newVersion, long millis, long lost) {
    rows.inc(committable.rows());
    bytes.inc(committable.bytes());
    files.inc(committable.files().size());
    conflicts.inc(lost);
    version = newVersion;
    commitMillis = millis;
    lastCommit = System.currentTimeMillis();
  }
}

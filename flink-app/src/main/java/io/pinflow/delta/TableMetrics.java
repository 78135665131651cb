package io.pinflow.delta;

import java.util.List;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/** What was committed to one table since the task started. */
final class TableMetrics {

  private final Counter rows;
  private final Counter bytes;
  private final Counter files;
  private final Counter conflicts;
  private final Counter filesMerged;
  private final Counter filesMergedInto;
  private final Counter bytesMerged;
  private final Counter bytesMergedInto;
  private final Counter filesVacuumed;
  private volatile long version = -1;
  private volatile long commitMillis;
  private volatile long lastCommit = System.currentTimeMillis();

  TableMetrics(MetricGroup group) {
    this.rows = group.counter("rows");
    this.bytes = group.counter("bytes");
    this.files = group.counter("files");
    this.conflicts = group.counter("conflicts");
    this.filesMerged = group.counter("compactionFilesIn");
    this.filesMergedInto = group.counter("compactionFilesOut");
    this.bytesMerged = group.counter("compactionBytesIn");
    this.bytesMergedInto = group.counter("compactionBytesOut");
    this.filesVacuumed = group.counter("vacuumedFiles");
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

  void compacted(List<MergedFiles> merged) {
    for (MergedFiles each : merged) {
      filesMerged.inc(each.from().size());
      filesMergedInto.inc(each.into().size());
      bytesMerged.inc(each.bytesRead());
      bytesMergedInto.inc(each.bytesWritten());
    }
  }

  void vacuumed(int files) {
    filesVacuumed.inc(files);
  }
}

package io.pinflow.delta;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Vacuums the tables of a sink from time to time. */
final class Vacuums implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Vacuums.class);

  /** By then, old files of a restored state are committed, and a job that fails at once failed. */
  private static final Duration FIRST = Duration.ofMinutes(10);

  private final Duration interval;
  private final Set<String> tables = new HashSet<>();
  private final BackgroundThread thread = new BackgroundThread("delta-vacuum");

  /**
   * @param interval zero for no vacuum
   */
  Vacuums(Duration interval) {
    this.interval = interval;
  }

  synchronized void add(String table, DeltaEngine engine, TableMetrics metrics) {
    if (interval.isZero() || !tables.add(table)) {
      return;
    }
    Vacuum vacuum = new Vacuum(table, engine, thread);
    thread.repeat(
        "vacuum " + table,
        FIRST,
        interval,
        () -> {
          int removed = vacuum.run();
          metrics.vacuumed(removed);
          LOG.info("Removed {} files from {} that no reader needs", removed, table);
        });
  }

  @Override
  public void close() {
    thread.close();
  }
}

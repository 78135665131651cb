package io.pinflow.delta;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the compactions of all tables of a sink, one round at a time. A table has its turn whenever
 * it got as many files as make a round worthwhile.
 */
final class Compactions implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Compactions.class);

  private final int minFiles;
  private final Map<String, Integer> written = new HashMap<>();
  private final Set<String> waiting = new HashSet<>();
  private final BackgroundThread thread = new BackgroundThread("delta-compaction");

  /**
   * @param minFiles a table needs for a round; 0 for no compaction
   */
  Compactions(int minFiles) {
    this.minFiles = minFiles;
  }

  /** Counts files that were committed; after a start, the first ones are enough for a round. */
  synchronized void committed(Compaction compaction, TableMetrics metrics, int files) {
    String table = compaction.table().path();
    int count = written.getOrDefault(table, minFiles) + files;
    written.put(table, count);
    if (minFiles > 0 && count >= minFiles && waiting.add(table)) {
      thread.execute("compact " + compaction.table(), () -> run(compaction, metrics));
    }
  }

  private void run(Compaction compaction, TableMetrics metrics) throws IOException {
    synchronized (this) {
      waiting.remove(compaction.table().path());
      written.put(compaction.table().path(), 0);
    }
    List<MergedFiles> merged = compaction.round();
    if (!merged.isEmpty()) {
      metrics.compacted(merged);
      LOG.info("Compacted {}: {}", compaction.table(), merged);
    }
  }

  @Override
  public void close() {
    thread.close();
  }
}

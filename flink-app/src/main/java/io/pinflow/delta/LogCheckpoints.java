package io.pinflow.delta;

import io.delta.kernel.Snapshot;
import io.delta.kernel.TableManager;
import io.delta.kernel.exceptions.CheckpointAlreadyExistsException;
import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.internal.TableConfig;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sums up the logs in Parquet now and then, in a thread of its own, so that readers need not read
 * every commit; expired commits are removed along the way. A failure does no harm and is tried
 * again an interval later.
 */
final class LogCheckpoints implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LogCheckpoints.class);
  private static final long CLOSE_SECONDS = 10;

  private final int interval;
  private final Map<String, Integer> since = new HashMap<>();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(DaemonThreads.named("delta-log-checkpoint"));

  /**
   * @param interval commits of a table between two checkpoints of its log
   */
  LogCheckpoints(int interval) {
    this.interval = interval;
  }

  /** Counts a commit, and starts a checkpoint when it is time. */
  synchronized void committed(TableLog log, String table, long version) {
    int commits = since.merge(table, 1, Integer::sum);
    if (commits >= interval || version % interval == 0) {
      since.put(table, 0);
      thread.execute(() -> write(log, table));
    }
  }

  /** Only a snapshot loaded as the latest cleans the log, which outdates the committer's. */
  private static void write(TableLog log, String table) {
    try {
      Snapshot latest = TableManager.loadSnapshot(table).build(log.engine());
      long retention =
          TableConfig.TOMBSTONE_RETENTION.fromMetadata(((SnapshotImpl) latest).getMetadata());
      latest.writeCheckpoint(log.engine().forgetting(System.currentTimeMillis() - retention));
      log.outdate();
      StaleChecksums.remove(log.engine().storage(), table);
      LOG.info("Wrote a checkpoint of version {} to the log of {}", latest.getVersion(), table);
    } catch (CheckpointAlreadyExistsException e) {
      log.outdate();
    } catch (IOException | RuntimeException e) {
      LOG.warn("Could not write a checkpoint to the log of {}; will try again", table, e);
    }
  }

  /** Lets the one that is running finish. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}

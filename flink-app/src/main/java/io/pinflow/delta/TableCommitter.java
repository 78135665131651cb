package io.pinflow.delta;

import io.delta.kernel.Snapshot;
import io.delta.kernel.TransactionCommitResult;
import io.delta.kernel.exceptions.TableNotFoundException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commits to one table, one after the other. */
final class TableCommitter {

  private static final Logger LOG = LoggerFactory.getLogger(TableCommitter.class);

  private final TableLog log;
  private final OptionalLong restoredCheckpoint;
  private final TableMetrics metrics;
  private final CommitListener listener;

  TableCommitter(
      TableLog log,
      OptionalLong restoredCheckpoint,
      TableMetrics metrics,
      CommitListener listener) {
    this.log = log;
    this.restoredCheckpoint = restoredCheckpoint;
    this.metrics = metrics;
    this.listener = listener;
  }

  /**
   * @throws DeltaSinkException if the table or a file that should be added to it is gone
   */
  void commit(TableCommittable committable) throws IOException {
    if (committable.files().isEmpty() && !committable.isReplacing()) {
      return;
    }
    if (restored(committable)) {
      validate(committable);
      write(committable.late());
    } else {
      write(committable);
    }
  }

  private void write(TableCommittable committable) {
    long start = System.nanoTime();
    try {
      Optional<TransactionCommitResult> result = log.commit(committable);
      if (result.isPresent()) {
        committed(committable, result.get(), start);
      } else {
        LOG.info("Already in the table: {}", committable);
      }
    } catch (TableNotFoundException e) {
      throw new DeltaSinkException(
          String.format(
              "Table %s, which this job wrote to, is gone. Bring it back, or start the job without"
                  + " its state.",
              committable.table()),
          e);
    }
  }

  private boolean restored(TableCommittable committable) {
    return restoredCheckpoint.isPresent()
        && committable.version() <= restoredCheckpoint.getAsLong();
  }

  /** State may be older than the last vacuum; files that are in the table already may be gone. */
  private void validate(TableCommittable committable) throws IOException {
    Snapshot snapshot = log.load();
    boolean recorded =
        snapshot
            .getLatestTransactionVersion(log.engine(), committable.appId())
            .filter(version -> version >= committable.version())
            .isPresent();
    for (DataFile file : recorded ? java.util.List.<DataFile>of() : committable.files()) {
      try {
        log.engine().storage().status(committable.table() + "/" + file.path());
      } catch (FileNotFoundException e) {
        throw new DeltaSinkException(
            String.format(
                "The restored state names %s, whose file %s is gone: it was removed after the"
                    + " checkpoint or savepoint was taken. Restore a later one; vacuum only files"
                    + " older than the oldest savepoint in use.",
                committable, file.path()),
            e);
      }
    }
  }

  private void committed(TableCommittable committable, TransactionCommitResult result, long start) {
    long millis = (System.nanoTime() - start) / 1_000_000;
    long attempts = result.getTransactionReport().getTransactionMetrics().getNumCommitAttempts();
    metrics.committed(committable, result.getVersion(), millis, attempts - 1);
    LOG.info("Committed {} as version {} in {} ms", committable, result.getVersion(), millis);
    listener.committed(committable, result.getVersion());
  }
}

package io.pinflow.delta;

import io.delta.kernel.Operation;
import io.delta.kernel.Snapshot;
import io.delta.kernel.Transaction;
import io.delta.kernel.data.Row;
import io.delta.kernel.exceptions.ConcurrentWriteException;
import io.delta.kernel.exceptions.KernelException;
import io.delta.kernel.exceptions.MaxCommitRetryLimitReachedException;
import io.delta.kernel.internal.actions.AddFile;
import io.delta.kernel.internal.actions.SingleAction;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.utils.CloseableIterable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a table back to a restored state, in one commit; see {@link Undoing}. */
final class Restoration {

  private static final Logger LOG = LoggerFactory.getLogger(Restoration.class);

  private final DeltaTable table;
  private final TableLog log;
  private final String uid;
  private final Lineage lineage;
  private final long first;

  /**
   * @param uid of the sink
   * @param first version that the state does not know
   */
  Restoration(DeltaTable table, TableLog log, String uid, Lineage lineage, long first) {
    this.table = table;
    this.log = log;
    this.uid = uid;
    this.lineage = lineage;
    this.first = first;
  }

  /**
   * Finds out whether it can be done.
   *
   * @throws DeltaSinkException if the log or a file that should come back is gone
   */
  void validate() throws IOException {
    for (AddFile file : returning(undoing(log.load().getVersion()))) {
      try {
        log.engine().storage().status(location(file));
      } catch (FileNotFoundException e) {
        throw new DeltaSinkException(
            String.format(
                "Table %s cannot be taken back to the restored state: its file %s is gone. Vacuum"
                    + " only files older than the oldest savepoint in use. Restore the job from its"
                    + " last savepoint or checkpoint, or set on-rewind to append.",
                table, file.getPath()),
            e);
      }
    }
  }

  private String location(AddFile file) {
    URI uri = URI.create(file.getPath());
    return uri.isAbsolute()
        ? uri.getScheme() + ":" + uri.getSchemeSpecificPart()
        : table.path() + "/" + uri.getPath();
  }

  /**
   * Does it, as often as other writers come first.
   *
   * @param run of the sink, which the commit is stamped with
   * @param checkpoint that is restored
   * @return the version of the table afterwards
   */
  long commit(String run, long checkpoint) throws IOException {
    while (true) {
      Snapshot latest = log.load();
      Undoing undoing = undoing(latest.getVersion());
      if (undoing.isNothing()) {
        return latest.getVersion();
      }
      try {
        return commit(undoing, latest, run, checkpoint);
      } catch (MaxCommitRetryLimitReachedException | ConcurrentWriteException e) {
        LOG.info("Another writer was first while {} was taken back; trying again", table);
      } catch (KernelException e) {
        throw new DeltaSinkException(
            String.format("Table %s cannot be taken back: %s", table, e.getMessage()), e);
      }
    }
  }

  private long commit(Undoing undoing, Snapshot latest, String run, long checkpoint)
      throws IOException {
    List<Row> actions = new ArrayList<>();
    undoing.excess().forEach(file -> actions.add(removal(file)));
    List<AddFile> returning = returning(undoing);
    returning.forEach(
        file -> actions.add(SingleAction.createAddFileSingleAction(new Returning(file).row())));
    Transaction transaction =
        latest
            .buildUpdateTableTransaction(TableLog.ENGINE, Operation.MANUAL_UPDATE)
            .withTransactionId(uid + "/" + run, checkpoint)
            .withMaxRetries(0)
            .build(log.engine());
    int removed = undoing.excess().size();
    transaction.withCommitterProperties(
        () -> CommitProperties.restoration(first - 1, removed, returning.size()));
    long version =
        transaction
            .commit(
                log.engine(),
                CloseableIterable.inMemoryIterable(Utils.toCloseableIterator(actions.iterator())))
            .getVersion();
    LOG.warn(
        "Took table {} back to version {} of a restored state: {} files left it, {} came back",
        table,
        first - 1,
        removed,
        returning.size());
    return version;
  }

  private Undoing undoing(long latest) throws IOException {
    Undoing undoing = new Undoing(table, uid, lineage);
    for (long version = first; version <= latest; version++) {
      undoing.follow(
          LoggedCommit.read(log.engine(), table.path(), version)
              .orElseThrow(() -> logIsGone(null)));
    }
    return undoing;
  }

  private DeltaSinkException logIsGone(Exception cause) {
    return new DeltaSinkException(
        String.format(
            "Table %s cannot be taken back to the restored state: its log no longer reaches back so"
                + " far. Restore the job from its last savepoint or checkpoint, or set on-rewind to"
                + " append.",
            table),
        cause);
  }

  private static Row removal(AddFile file) {
    return SingleAction.createRemoveFileSingleAction(
        file.toRemoveFileRow(true, Optional.of(System.currentTimeMillis())));
  }

  /** Files come back as they were, of the state or of others' commits since. */
  private List<AddFile> returning(Undoing undoing) throws IOException {
    List<AddFile> files = new ArrayList<>(undoing.missingOfKept());
    if (!undoing.missingOfState().isEmpty()) {
      try {
        files.addAll(
            new PastFiles(log.engine(), table.path(), first - 1).named(undoing.missingOfState()));
      } catch (KernelException e) {
        throw logIsGone(e);
      }
    }
    return files;
  }

  /** A file that was removed and comes back, which is a change of data. */
  private static final class Returning extends AddFile {

    Returning(AddFile file) {
      super(file.toRow());
    }

    Row row() {
      return toRowWithOverriddenValue("dataChange", true);
    }
  }
}

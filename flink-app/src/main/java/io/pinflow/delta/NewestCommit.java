package io.pinflow.delta;

import io.delta.kernel.CommitActions;
import io.delta.kernel.CommitRange;
import io.delta.kernel.CommitRangeBuilder.CommitBoundary;
import io.delta.kernel.TableManager;
import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.exceptions.KernelException;
import io.delta.kernel.internal.DeltaLogActionUtils.DeltaAction;
import io.delta.kernel.utils.CloseableIterator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;

/**
 * The newest commit of a sink in a table.
 *
 * <p>If that one belongs to the past of a restored state, all before it do, unless an earlier start
 * has accepted them; if it does not, the table has gone on without the state.
 */
final class NewestCommit {

  /** Commits of others (a maintenance job, an erasure) that are looked past. */
  private static final int MOST_FOREIGN = 1000;

  private final DeltaEngine engine;
  private final String table;

  NewestCommit(DeltaEngine engine, String table) {
    this.engine = engine;
    this.table = table;
  }

  /**
   * The version of the newest commit of the sink, if the lineage does not know it.
   *
   * @param latest version of the table
   * @param uid of the sink
   */
  Optional<Long> unknownTo(Lineage lineage, long latest, String uid) {
    for (long version = latest; version > Math.max(0, latest - MOST_FOREIGN); version--) {
      Optional<Row> stamp;
      try {
        stamp = stamp(version, uid);
      } catch (KernelException e) {
        // the log has been cleaned up to here: nothing newer is of this sink
        return Optional.empty();
      }
      if (stamp.isPresent()) {
        return knows(lineage, stamp.get(), uid) ? Optional.empty() : Optional.of(version);
      }
    }
    return Optional.empty();
  }

  private static boolean knows(Lineage lineage, Row stamp, String uid) {
    String run = stamp.getString(0).substring(uid.length() + 1);
    return lineage.runs().getOrDefault(run, Long.MIN_VALUE) >= stamp.getLong(1);
  }

  /** The transaction id of the commit, if it is one of the sink's. */
  @SuppressWarnings("try") // CommitActions.close() is declared to throw anything
  private Optional<Row> stamp(long version, String uid) {
    CommitBoundary only = CommitBoundary.atVersion(version);
    CommitRange range =
        TableManager.loadCommitRange(table, only).withEndBoundary(only).build(engine);
    try (CloseableIterator<CommitActions> commits =
            range.getCommitActions(engine, Set.of(DeltaAction.TXN));
        CommitActions commit = commits.next();
        CloseableIterator<ColumnarBatch> batches = commit.getActions()) {
      while (batches.hasNext()) {
        Optional<Row> found = stamp(batches.next(), uid);
        if (found.isPresent()) {
          return found;
        }
      }
      return Optional.empty();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("Version " + version + " of " + table + " is unreadable", e);
    }
  }

  private static Optional<Row> stamp(ColumnarBatch actions, String uid) {
    int txn = actions.getSchema().indexOf(DeltaAction.TXN.colName);
    try (CloseableIterator<Row> rows = actions.getRows()) {
      while (rows.hasNext()) {
        Row row = rows.next();
        if (!row.isNullAt(txn) && row.getStruct(txn).getString(0).startsWith(uid + "/")) {
          return Optional.of(row.getStruct(txn));
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.pinflow.delta;

import io.delta.kernel.Operation;
import io.delta.kernel.Snapshot;
import io.delta.kernel.TableManager;
import io.delta.kernel.Transaction;
import io.delta.kernel.TransactionCommitResult;
import io.delta.kernel.commit.Committer;
import io.delta.kernel.data.Row;
import io.delta.kernel.exceptions.ConcurrentTransactionException;
import io.delta.kernel.exceptions.MaxCommitRetryLimitReachedException;
import io.delta.kernel.exceptions.MetadataChangedException;
import io.delta.kernel.exceptions.ProtocolChangedException;
import io.delta.kernel.exceptions.TableNotFoundException;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.transaction.UpdateTableTransactionBuilder;
import io.delta.kernel.utils.CloseableIterable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The log of one table. The snapshot that a commit leaves is the base of the next one, so that the
 * log is not listed anew each time. Its threads, the committer's and that of the compaction, take
 * turns, so that they do not lose versions to each other.
 */
final class TableLog {

  static final String ENGINE = "pinflow";

  /** Each round loses only to a change of schema or protocol, which are rare. */
  private static final int MAX_ROUNDS = 10;

  private final String table;
  private final DeltaEngine engine;
  private final Committer committer;
  private final Optional<FencedCommitter> fence;
  private final Consumer<Snapshot> validation;
  private Snapshot base;
  private volatile boolean outdated;

  /**
   * @param validation sees every snapshot that is loaded, and refuses one that does not fit
   */
  TableLog(String table, DeltaEngine engine, Consumer<Snapshot> validation) {
    this(table, engine, validation, Optional.empty());
  }

  /**
   * @param fence keeps other runs of the sink out
   */
  TableLog(
      String table,
      DeltaEngine engine,
      Consumer<Snapshot> validation,
      Optional<FencedCommitter> fence) {
    this.table = table;
    this.engine = engine;
    this.validation = validation;
    this.fence = fence;
    this.committer = fence.isPresent() ? fence.get() : new StampedCommitter(engine.storage());
  }

  DeltaEngine engine() {
    return engine;
  }

  /**
   * Reads the newest version.
   *
   * @throws TableNotFoundException if there is no table
   */
  synchronized Snapshot load() {
    outdated = false;
    Snapshot loaded = TableManager.loadSnapshot(table).withCommitter(committer).build(engine);
    validation.accept(loaded);
    base = loaded;
    return loaded;
  }

  /** The version that the last commit left, or a newer one. */
  synchronized Snapshot newest() {
    return base == null || outdated ? load() : base;
  }

  /** Makes the next commit load the table first: its log may have been cleaned meanwhile. */
  void outdate() {
    outdated = true;
  }

  /**
   * Appends the files, or puts them in the place of all others, unless the log says that this has
   * been done.
   *
   * @return the version of the table, or nothing if the files were there already
   */
  synchronized Optional<TransactionCommitResult> commit(TableCommittable committable) {
    fence.ifPresent(each -> each.admit(committable));
    for (int round = 1; ; round++) {
      try {
        return Optional.of(commit(committable, newest()));
      } catch (ConcurrentTransactionException e) {
        if (recorded(committable)) {
          return Optional.empty();
        }
        giveUpAfter(round, e);
      } catch (MetadataChangedException
          | ProtocolChangedException
          | MaxCommitRetryLimitReachedException e) {
        giveUpAfter(round, e);
      } catch (RuntimeException e) {
        base = null;
        throw e;
      }
      base = null;
    }
  }

  private TransactionCommitResult commit(TableCommittable committable, Snapshot snapshot) {
    UpdateTableTransactionBuilder update =
        snapshot
            .buildUpdateTableTransaction(ENGINE, Operation.STREAMING_UPDATE)
            .withTransactionId(committable.appId(), committable.version());
    if (committable.isReplacing()) {
      // what is removed is read from this snapshot, so a newer version needs another round
      update.withMaxRetries(0);
    }
    Transaction transaction = update.build(engine);
    transaction.withCommitterProperties(() -> CommitProperties.of(committable));
    TransactionCommitResult result =
        transaction.commit(engine, actions(committable, snapshot, transaction));
    base = result.getPostCommitSnapshot().orElse(null);
    return result;
  }

  private CloseableIterable<Row> actions(
      TableCommittable committable, Snapshot snapshot, Transaction transaction) {
    List<Row> actions = new ArrayList<>();
    if (committable.isReplacing()) {
      actions.addAll(new LiveFiles(engine, snapshot).removed());
    }
    actions.addAll(new AppendActions(engine, table, transaction).of(committable.files()));
    return iterable(actions);
  }

  /**
   * Puts merged files in the place of those that they were made of.
   *
   * @param snapshot the version that had those
   * @throws RuntimeException if one of them is gone meanwhile, or the schema changed
   */
  synchronized TransactionCommitResult commit(List<MergedFiles> merged, Snapshot snapshot) {
    Transaction transaction =
        snapshot.buildUpdateTableTransaction(ENGINE, Operation.MANUAL_UPDATE).build(engine);
    transaction.withCommitterProperties(() -> CommitProperties.of(merged));
    AppendActions append = new AppendActions(engine, table, transaction);
    List<Row> actions =
        merged.stream().flatMap(each -> each.actions(append)).collect(Collectors.toList());
    base = null;
    TransactionCommitResult result = transaction.commit(engine, iterable(actions));
    base = result.getPostCommitSnapshot().orElse(null);
    return result;
  }

  private static CloseableIterable<Row> iterable(List<Row> actions) {
    return CloseableIterable.inMemoryIterable(Utils.toCloseableIterator(actions.iterator()));
  }

  private boolean recorded(TableCommittable committable) {
    return load()
        .getLatestTransactionVersion(engine, committable.appId())
        .filter(version -> version >= committable.version())
        .isPresent();
  }

  private static void giveUpAfter(int round, RuntimeException cause) {
    if (round == MAX_ROUNDS) {
      throw cause;
    }
  }
}

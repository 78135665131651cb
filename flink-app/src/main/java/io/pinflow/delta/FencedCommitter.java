package io.pinflow.delta;

import io.delta.kernel.commit.CommitFailedException;
import io.delta.kernel.commit.CommitMetadata;
import io.delta.kernel.commit.CommitResponse;
import io.delta.kernel.commit.Committer;
import io.delta.kernel.data.Row;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.utils.CloseableIterator;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * Stops a run of a sink when another run of the same sink writes to its table: a job forked from
 * the same savepoint, another job with the same uid, or the successor of a job that was thought
 * dead. Every version that others made is looked at before the next commit.
 */
final class FencedCommitter implements Committer {

  private final DeltaEngine engine;
  private final String table;
  private final String uid;
  private final StampedCommitter committer;
  private final Set<String> ours = new HashSet<>();
  private long seen = Long.MAX_VALUE;
  private boolean late;

  /**
   * @param table the root of the table
   * @param uid of the sink
   */
  FencedCommitter(DeltaEngine engine, String table, String uid) {
    this.engine = engine;
    this.table = table;
    this.uid = uid;
    this.committer = new StampedCommitter(engine.storage());
  }

  /**
   * Says what is committed next. What comes to this committer is ours, and others' commits count
   * from the start of the run. Restored files pass: they belong to the past, and the start of the
   * run, which is busy beside them, has looked at it.
   */
  void admit(TableCommittable committable) {
    late = committable.isLate();
    if (ours.add(committable.appId()) && !late && committable.since() != TableCommittable.UNKNOWN) {
      seen = Math.min(seen, committable.since());
    }
  }

  /**
   * @throws DeltaSinkException if another run made any version before this one
   */
  @Override
  public CommitResponse commit(
      Engine kernel, CloseableIterator<Row> actions, CommitMetadata metadata)
      throws CommitFailedException {
    if (late) {
      return committer.commit(kernel, actions, metadata);
    }
    lookUpTo(metadata.getVersion());
    CommitResponse response = committer.commit(kernel, actions, metadata);
    seen = metadata.getVersion();
    return response;
  }

  private void lookUpTo(long next) throws CommitFailedException {
    try {
      for (long version = Math.min(seen, next - 1) + 1; version < next; version++) {
        LoggedCommit.read(engine, table, version).ifPresent(this::refuse);
      }
      seen = next - 1;
    } catch (IOException e) {
      throw new CommitFailedException(false, false, "Could not read the log of " + table, e);
    }
  }

  private void refuse(LoggedCommit commit) {
    if (commit.isOf(uid) && !ours.contains(commit.appId())) {
      throw new DeltaSinkException(
          String.format(
              "Version %d of table %s is of another run of this sink (%s): two jobs that have the"
                  + " same sink uid, or come from the same savepoint, write to it, or this one was"
                  + " replaced. Let one of them go on; give another job another uid.",
              commit.version(), table, commit.appId()));
    }
  }
}

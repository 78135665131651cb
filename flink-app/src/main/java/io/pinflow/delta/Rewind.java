package io.pinflow.delta;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Looks for commits of a sink that a restored state knows nothing of: the table has gone on without
 * the state, in a run that the restored one takes the place of or in a job forked from it.
 */
final class Rewind {

  private final DeltaEngine engine;
  private final String table;
  private final String uid;

  /**
   * @param table the root of the table
   * @param uid of the sink
   */
  Rewind(DeltaEngine engine, String table, String uid) {
    this.engine = engine;
    this.table = table;
    this.uid = uid;
  }

  /**
   * The first version that the state does not know.
   *
   * <p>Looks back as far as to a commit that its own run made in time, before which all is known; a
   * late one may stand behind commits of others, because restored files are committed while this
   * looks. A log that was cleaned beyond the state counts as gone on.
   *
   * @param latest version of the table
   */
  OptionalLong firstUnknown(Lineage lineage, long latest) throws IOException {
    OptionalLong first = OptionalLong.empty();
    for (long version = latest; version > lineage.versions().get(table); version--) {
      Optional<LoggedCommit> commit = LoggedCommit.read(engine, table, version);
      if (commit.isEmpty()) {
        return OptionalLong.of(version);
      } else if (!commit.get().isOf(uid)) {
        continue;
      } else if (!lineage.knows(commit.get())) {
        first = OptionalLong.of(version);
      } else if (!commit.get().isLate()) {
        return first;
      }
    }
    return first;
  }
}

package io.pinflow.delta;

import io.delta.kernel.internal.actions.AddFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Follows the commits after a restored state, in order, and keeps account of what it takes to undo
 * those that the state does not know, and none of the others.
 *
 * <p>A compaction that merged files of undone commits with older ones is undone with them. A change
 * of data by others cannot be told apart from the rows it changed, and is refused then.
 */
final class Undoing {

  private final DeltaTable table;
  private final String uid;
  private final Lineage lineage;

  /** Live files that undone commits added, by path. */
  private final Map<String, AddFile> excess = new LinkedHashMap<>();

  /** Files that undone commits removed and that are still gone. */
  private final TreeSet<String> missing = new TreeSet<>();

  /** Files that commits which stay added since the state. */
  private final Map<String, AddFile> kept = new LinkedHashMap<>();

  Undoing(DeltaTable table, String uid, Lineage lineage) {
    this.table = table;
    this.uid = uid;
    this.lineage = lineage;
  }

  /**
   * @throws DeltaSinkException if others changed rows that are to be undone
   */
  void follow(LoggedCommit commit) {
    boolean ours = commit.isOf(uid);
    boolean known = ours && lineage.knows(commit);
    boolean undone = ours ? !known : !Collections.disjoint(excess.keySet(), commit.removed());
    if (undone && !ours && commit.changesData()) {
      throw new DeltaSinkException(
          String.format(
              "Table %s cannot be taken back to the restored state: version %d of another writer"
                  + " changed rows that came after it. Restore the job from its last savepoint or"
                  + " checkpoint, or set on-rewind to append.",
              table, commit.version()));
    }
    for (String path : commit.removed()) {
      if (excess.remove(path) == null && undone) {
        missing.add(path);
      }
    }
    if (known && table.isReplaced()) {
      missing.clear();
    }
    commit.added().forEach(file -> added(file, undone));
  }

  private void added(AddFile file, boolean undone) {
    if (missing.remove(file.getPath())) {
      return;
    }
    (undone ? excess : kept).put(file.getPath(), file);
  }

  /** What has to leave the table. */
  Collection<AddFile> excess() {
    return excess.values();
  }

  /** What has to come back, of files added since the state. */
  List<AddFile> missingOfKept() {
    List<AddFile> files = new ArrayList<>();
    missing.stream().filter(kept::containsKey).map(kept::get).forEach(files::add);
    return files;
  }

  /** What has to come back, of files that were there at the state. */
  Set<String> missingOfState() {
    TreeSet<String> paths = new TreeSet<>(missing);
    paths.removeAll(kept.keySet());
    return paths;
  }

  boolean isNothing() {
    return excess.isEmpty() && missing.isEmpty();
  }
}

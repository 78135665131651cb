package io.pinflow.delta;

import io.delta.kernel.Snapshot;
import io.delta.kernel.internal.SnapshotImpl;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Merges small files of a table, a bounded number at a time, by the {@link CompactionPolicy}.
 *
 * <p>A round is one commit that removes the small files and adds the larger ones, marked as no
 * change of data, without a stamp. It touches nothing that a checkpoint or savepoint holds, and
 * needs no state: a round that fails is forgotten, its files are never read and are removed by
 * vacuum, and the next round finds the same small files. If another writer removed one of them in
 * the meantime, Kernel refuses the commit.
 */
final class Compaction {

  /** Tables with named features may hold more in a file than its rows. */
  private static final int NAMED_FEATURES = 7;

  private static final int MOST_UNFIT = 10_000;

  private final DeltaTable table;
  private final TableLog log;
  private final DeltaSinkOptions options;
  private final Set<String> unfit = new HashSet<>();

  Compaction(DeltaTable table, TableLog log, DeltaSinkOptions options) {
    this.table = table;
    this.log = log;
    this.options = options;
  }

  DeltaTable table() {
    return table;
  }

  /**
   * Does one round.
   *
   * @return what was merged; empty if there is nothing to merge
   */
  List<MergedFiles> round() throws IOException {
    Snapshot snapshot = log.newest();
    if (((SnapshotImpl) snapshot).getProtocol().getMinWriterVersion() >= NAMED_FEATURES) {
      return List.of();
    }
    List<MergedFiles> merged = merge(small(snapshot));
    if (!merged.isEmpty()) {
      log.commit(merged, snapshot);
    }
    return merged;
  }

  private List<List<LiveFile>> small(Snapshot snapshot) {
    CompactionPolicy policy =
        new CompactionPolicy(options.compactionMinFiles, options.targetFileBytes);
    new LiveFiles(log.engine(), snapshot)
        .forEach(
            file -> {
              if (file.isPlain() && isBelowRoot(file) && !unfit.contains(file.path())) {
                policy.consider(file);
              }
            });
    return policy.round();
  }

  /** A cloned table has files of another. */
  private boolean isBelowRoot(LiveFile file) {
    return file.path().startsWith(table.path() + "/");
  }

  private List<MergedFiles> merge(List<List<LiveFile>> small) throws IOException {
    if (unfit.size() > MOST_UNFIT) {
      unfit.clear();
    }
    List<MergedFiles> merged = new ArrayList<>();
    try (ParquetCodecs codecs = new ParquetCodecs(options.zstdLevel)) {
      FileMerger merger =
          new FileMerger(
              table.path(),
              log.engine().storage(),
              new Partitioner(table).stored(),
              codecs,
              options.targetFileBytes);
      for (List<LiveFile> files : small) {
        merger.merge(files, unfit).ifPresent(merged::add);
      }
    }
    return merged;
  }
}

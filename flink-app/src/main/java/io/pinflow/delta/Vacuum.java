package io.pinflow.delta;

import io.delta.kernel.TableManager;
import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.internal.TableConfig;
import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Removes data files that no reader needs any more: those removed from the table, by compaction or
 * by the next whole state, and those of failed attempts, which no version ever named.
 *
 * <p>A file goes when it was neither written nor removed from the table for as long as the table's
 * property {@code delta.deletedFileRetentionDuration} says (a week by default), and never within a
 * day: a savepoint may name a file that is not committed yet, and going back to a savepoint may
 * need one that is removed since. So a savepoint can be used for that long.
 */
final class Vacuum {

  private static final long LEAST_AGE_MILLIS = Duration.ofDays(1).toMillis();
  private static final int BATCH = 1_000;

  /** As Delta's own vacuum, which leaves hidden folders alone but for those of partitions. */
  private static final Pattern HIDDEN = Pattern.compile("(^|/)(\\.|_[^/=]*(/|$))");

  private final String root;
  private final DeltaEngine engine;
  private final BackgroundThread thread;

  /**
   * @param thread that this runs in
   */
  Vacuum(String root, DeltaEngine engine, BackgroundThread thread) {
    this.root = root;
    this.engine = engine;
    this.thread = thread;
  }

  /**
   * @return how many files were removed
   */
  int run() throws IOException {
    SnapshotImpl snapshot = (SnapshotImpl) TableManager.loadSnapshot(root).build(engine);
    long age =
        Math.max(
            LEAST_AGE_MILLIS, TableConfig.TOMBSTONE_RETENTION.fromMetadata(snapshot.getMetadata()));
    long before = System.currentTimeMillis() - age;
    Removal removal = new Removal();
    ReferencedFiles referenced = ReferencedFiles.of(engine, snapshot, before);
    engine
        .storage()
        .walk(
            root,
            file -> {
              if (file.getModificationTime() < before
                  && isData(file)
                  && !referenced.contain(file.getPath())) {
                removal.add(file.getPath());
              }
            });
    removal.flush();
    return removal.removed;
  }

  private boolean isData(FileStatus file) {
    String path = file.getPath().substring(root.length() + 1);
    return path.endsWith(".parquet") && !HIDDEN.matcher(path).find();
  }

  private final class Removal {

    private final List<String> batch = new ArrayList<>();
    private int removed;

    void add(String path) {
      batch.add(path);
      if (batch.size() == BATCH) {
        flush();
      }
    }

    void flush() {
      long start = System.nanoTime();
      try {
        engine.storage().deleteAll(batch);
      } catch (IOException e) {
        throw new UncheckedIOException("Files of " + root + " could not be removed.", e);
      }
      removed += batch.size();
      batch.clear();
      thread.restSince(start);
    }
  }
}

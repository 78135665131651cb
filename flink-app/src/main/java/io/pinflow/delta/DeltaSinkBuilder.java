package io.pinflow.delta;

import static org.apache.flink.util.Preconditions.checkArgument;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Builds a {@link DeltaSink}; everything has a default. */
public final class DeltaSinkBuilder<T> {

  private final DeltaSinkOptions options = new DeltaSinkOptions();
  private final RowRouter<T> router;
  private List<DeltaTable> tables;

  DeltaSinkBuilder(RowRouter<T> router, List<DeltaTable> tables) {
    checkArgument(!tables.isEmpty(), "A Delta sink needs a table.");
    this.router = router;
    this.tables = List.copyOf(tables);
  }

  /** Partitions every table of the sink by these columns; see {@link DeltaTable#partitionedBy}. */
  public DeltaSinkBuilder<T> partitionedBy(String... columns) {
    tables =
        tables.stream()
            .map(table -> table.partitionedBy(columns))
            .collect(Collectors.toUnmodifiableList());
    return this;
  }

  /**
   * The name under which commits are recorded in the tables (default {@code delta}). It must stay
   * the same as long as the job's state is kept, and differ between sinks on the same table.
   */
  public DeltaSinkBuilder<T> uid(String uid) {
    checkArgument(
        !uid.isEmpty() && uid.indexOf('/') < 0,
        "The uid \"%s\" is empty or has a slash; choose a plain name.",
        uid);
    options.uid = uid;
    return this;
  }

  /** Data files are closed at about this size (default 128 MiB), and at every checkpoint. */
  public DeltaSinkBuilder<T> targetFileBytes(long bytes) {
    checkArgument(bytes > 0, "The target file size %s must be positive.", bytes);
    options.targetFileBytes = bytes;
    return this;
  }

  /** Compression of the data files, 1 to 22 (default 1; 3 makes posts 3 % smaller). */
  public DeltaSinkBuilder<T> zstdLevel(int level) {
    checkArgument(1 <= level && level <= 22, "The zstd level %s is not in 1 to 22.", level);
    options.zstdLevel = level;
    return this;
  }

  /**
   * Most partitions of one table that a writer has a file open for (default 64). Rows of further
   * partitions wait on the heap, in up to 16 MiB, and are written a partition at a time.
   */
  public DeltaSinkBuilder<T> maxOpenFiles(int files) {
    checkArgument(files > 0, "A table needs at least one open file, not %s.", files);
    options.maxOpenFiles = files;
    return this;
  }

  /** Commits of a table between two checkpoints of its log (default 50). */
  public DeltaSinkBuilder<T> logCheckpointInterval(int commits) {
    checkArgument(commits > 0, "The log checkpoint interval %s must be positive.", commits);
    options.logCheckpointInterval = commits;
    return this;
  }

  /**
   * Files of like size in one partition that are merged into one in the background, as long as they
   * are smaller than half the target size (default 8; 0 for never). See {@link CompactionPolicy}.
   */
  public DeltaSinkBuilder<T> compactionMinFiles(int files) {
    checkArgument(files == 0 || files > 1, "%s files cannot be merged; give 0 or 2 and up.", files);
    options.compactionMinFiles = files;
    return this;
  }

  /**
   * How often data files that no reader needs any more are removed in the background (default a
   * day; zero for never). They are kept at least for the table's {@code
   * delta.deletedFileRetentionDuration}, a week by default, which savepoints in use must not be
   * older than.
   */
  public DeltaSinkBuilder<T> vacuumInterval(Duration interval) {
    checkArgument(!interval.isNegative(), "The vacuum interval %s is negative.", interval);
    options.vacuumInterval = interval;
    return this;
  }

  /** The group below which the tables' metrics stand (default {@code delta}). */
  public DeltaSinkBuilder<T> metricGroup(String group) {
    options.metricGroup = group;
    return this;
  }

  /** What to do when a job without state finds rows (default: fail). */
  public DeltaSinkBuilder<T> onExisting(OnExisting policy) {
    options.onExisting = policy;
    return this;
  }

  /** What to do when the job is restored from an older state than its tables (default: fail). */
  public DeltaSinkBuilder<T> onRewind(OnRewind policy) {
    options.onRewind = policy;
    return this;
  }

  public DeltaSinkBuilder<T> storage(StorageOptions storage) {
    options.storage = storage;
    return this;
  }

  /**
   * @throws IllegalArgumentException if two tables have the same name or path, or a path has a
   *     scheme that the sink cannot commit to
   */
  public DeltaSink<T> build() {
    checkArgument(
        tables.stream().map(DeltaTable::path).distinct().count() == tables.size()
            && tables.stream().map(DeltaTable::name).distinct().count() == tables.size(),
        "Two tables of the sink have the same name or path: %s.",
        tables);
    tables.forEach(table -> LogStorage.validateScheme(table.path()));
    return new DeltaSink<>(router, tables, options.clone());
  }
}

package io.pinflow.delta;

/** What keeps the tables of a sink small and fast to read, in threads beside the committer. */
final class Maintenance implements AutoCloseable {

  private final DeltaSinkOptions options;
  private final LogCheckpoints logCheckpoints;
  private final Compactions compactions;
  private final Vacuums vacuums;

  Maintenance(DeltaSinkOptions options) {
    this.options = options;
    this.logCheckpoints = new LogCheckpoints(options.logCheckpointInterval);
    this.compactions = new Compactions(options.compactionMinFiles);
    this.vacuums = new Vacuums(options.vacuumInterval);
  }

  /** For a table of the sink; one of whole states has no small files for long. */
  CommitListener of(DeltaTable table, TableLog log, TableMetrics metrics) {
    CommitListener always = of(table.path(), log, metrics);
    if (table.isReplaced()) {
      return always;
    }
    Compaction compaction = new Compaction(table, log, options);
    return (committable, version) -> {
      always.committed(committable, version);
      compactions.committed(compaction, metrics, committable.files().size());
    };
  }

  /** For a table of which nothing is known but its root. */
  CommitListener of(String root, TableLog log, TableMetrics metrics) {
    vacuums.add(root, log.engine(), metrics);
    return (committable, version) -> logCheckpoints.committed(log, root, version);
  }

  @Override
  public void close() {
    compactions.close();
    vacuums.close();
    logCheckpoints.close();
  }
}

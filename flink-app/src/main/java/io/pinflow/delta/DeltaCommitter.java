package io.pinflow.delta;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.metrics.MetricGroup;

/**
 * Commits what a completed checkpoint holds: tables at the same time, each in the order of the
 * checkpoints. A failure fails the task; what is restored then and is in a table already, is
 * recognised by its stamp.
 *
 * <p>All committables come to one subtask; in the others this does nothing and holds nothing.
 */
final class DeltaCommitter implements Committer<TableCommittable> {

  private final Map<String, DeltaTable> tables;
  private final DeltaSinkOptions options;
  private final OptionalLong restoredCheckpoint;
  private final MetricGroup metrics;
  private final TableEngines engines;
  private final Map<String, TableMetrics> tableMetrics = new HashMap<>();
  private final Map<String, TableCommitter> committers = new HashMap<>();
  private Concurrently threads;
  private Maintenance maintenance;

  DeltaCommitter(
      List<DeltaTable> tables,
      DeltaSinkOptions options,
      OptionalLong restoredCheckpoint,
      MetricGroup metrics) {
    this.tables = tables.stream().collect(Collectors.toMap(DeltaTable::path, table -> table));
    this.options = options;
    this.restoredCheckpoint = restoredCheckpoint;
    this.metrics = metrics;
    this.engines = new TableEngines(options.storage);
  }

  /** Shows every table from the start, for the subtask that all committables come to. */
  void registerMetrics() {
    tables.values().forEach(table -> metrics(table.path()));
  }

  private TableMetrics metrics(String path) {
    DeltaTable table = tables.get(path);
    String name = table == null ? LogStorage.name(path) : table.name();
    return tableMetrics.computeIfAbsent(
        path,
        root -> new TableMetrics(metrics.addGroup(options.metricGroup).addGroup("table", name)));
  }

  @Override
  public void commit(Collection<CommitRequest<TableCommittable>> requests)
      throws IOException, InterruptedException {
    Map<String, List<TableCommittable>> byTable = new TreeMap<>();
    for (CommitRequest<TableCommittable> request : requests) {
      byTable
          .computeIfAbsent(request.getCommittable().table(), table -> new ArrayList<>())
          .add(request.getCommittable());
    }
    List<Callable<Void>> tasks = new ArrayList<>();
    byTable.forEach((table, committables) -> tasks.add(task(committer(table), committables)));
    threads().run(tasks);
  }

  private static Callable<Void> task(
      TableCommitter committer, List<TableCommittable> committables) {
    committables.sort(Comparator.comparingLong(TableCommittable::version));
    return () -> {
      for (TableCommittable committable : committables) {
        committer.commit(committable);
      }
      return null;
    };
  }

  private TableCommitter committer(String path) {
    return committers.computeIfAbsent(path, this::connect);
  }

  /** A table that is in the state but no longer in the sink still gets what is its own. */
  private TableCommitter connect(String path) {
    DeltaTable table = tables.get(path);
    Consumer<io.delta.kernel.Snapshot> validation =
        snapshot -> {
          if (table != null) {
            TableSchema.validate(table, snapshot);
          }
        };
    TableLog log = new TableLog(path, engines.of(path), validation, fence(path));
    TableMetrics shown = metrics(path);
    CommitListener listener =
        table == null ? maintenance().of(path, log, shown) : maintenance().of(table, log, shown);
    return new TableCommitter(log, restoredCheckpoint, shown, listener);
  }

  /** Who appends what is there already does not mind who else does. */
  private Optional<FencedCommitter> fence(String path) {
    return options.onRewind == OnRewind.APPEND
        ? Optional.empty()
        : Optional.of(new FencedCommitter(engines.of(path), path, options.uid));
  }

  private Concurrently threads() {
    if (threads == null) {
      threads = new Concurrently(tables.size(), "delta-commit");
    }
    return threads;
  }

  private Maintenance maintenance() {
    if (maintenance == null) {
      maintenance = new Maintenance(options);
    }
    return maintenance;
  }

  @Override
  public void close() {
    if (threads != null) {
      threads.close();
    }
    if (maintenance != null) {
      maintenance.close();
    }
    engines.close();
  }
}

package io.pinflow.delta;

import io.delta.kernel.Snapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;

/** Prepares all tables of a sink at the start of a job. */
final class LakeSetup {

  private final List<DeltaTable> tables;
  private final DeltaSinkOptions options;

  LakeSetup(List<DeltaTable> tables, DeltaSinkOptions options) {
    this.tables = tables;
    this.options = options;
  }

  /**
   * Creates what is missing and checks what is there.
   *
   * @param known roots of the tables that the restored state tells of
   * @return the versions of the tables by root
   * @throws DeltaSinkException if a table does not fit, or holds rows that the job's state knows
   *     nothing of and must not
   */
  Map<String, Long> prepare(Set<String> known) throws IOException, InterruptedException {
    Map<String, Long> versions = new ConcurrentSkipListMap<>();
    Set<String> strange = new ConcurrentSkipListSet<>();
    try (TableEngines engines = new TableEngines(options.storage);
        Concurrently threads = new Concurrently(tables.size(), "delta-setup")) {
      List<Callable<Void>> tasks = new ArrayList<>();
      for (DeltaTable table : tables) {
        tasks.add(
            () -> {
              TableSetup setup = new TableSetup(table, engines.of(table.path()));
              Snapshot snapshot = setup.prepare(known.contains(table.path()));
              versions.put(table.path(), snapshot.getVersion());
              if (!known.contains(table.path()) && !mayAppend() && setup.holdsRows(snapshot)) {
                strange.add(table.toString());
              }
              return null;
            });
      }
      threads.run(tasks);
    }
    refuse(strange);
    return versions;
  }

  private boolean mayAppend() {
    return options.onExisting == OnExisting.APPEND;
  }

  private static void refuse(Set<String> strange) {
    if (!strange.isEmpty()) {
      throw new DeltaSinkException(
          String.format(
              "The job starts without state for tables that hold rows: %s. It would not know which"
                  + " of its rows they hold already. Restore the job from its last savepoint or"
                  + " checkpoint, give it another path, or set on-existing to append.",
              String.join(", ", strange)));
    }
  }
}

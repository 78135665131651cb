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
   * @param lineage what the restored state tells of
   * @return the versions of the tables by root
   * @throws DeltaSinkException if a table does not fit, or holds rows that the job's state knows
   *     nothing of and must not, or went on after the state was taken and must not
   */
  Map<String, Long> prepare(Lineage lineage) throws IOException, InterruptedException {
    Map<String, Long> versions = new ConcurrentSkipListMap<>();
    Set<String> strange = new ConcurrentSkipListSet<>();
    Set<String> ahead = new ConcurrentSkipListSet<>();
    try (TableEngines engines = new TableEngines(options.storage);
        Concurrently threads = new Concurrently(tables.size(), "delta-setup")) {
      List<Callable<Void>> tasks = new ArrayList<>();
      for (DeltaTable table : tables) {
        tasks.add(
            () -> {
              boolean known = lineage.versions().containsKey(table.path());
              DeltaEngine engine = engines.of(table.path());
              TableSetup setup = new TableSetup(table, engine);
              Snapshot snapshot = setup.prepare(known);
              versions.put(table.path(), snapshot.getVersion());
              if (!known && !mayAppend() && setup.holdsRows(snapshot)) {
                strange.add(table.toString());
              } else if (known && options.onRewind == OnRewind.FAIL) {
                new NewestCommit(engine, table.path())
                    .unknownTo(lineage, snapshot.getVersion(), options.uid)
                    .ifPresent(version -> ahead.add(table + " (version " + version + ")"));
              }
              return null;
            });
      }
      threads.run(tasks);
    }
    refuse(strange);
    refuseRewind(ahead);
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

  private static void refuseRewind(Set<String> ahead) {
    if (!ahead.isEmpty()) {
      throw new DeltaSinkException(
          String.format(
              "The job is restored from an older state than its tables, which hold commits that"
                  + " came after it: %s. Reading on from there would write their rows again. Restore"
                  + " the job from its last savepoint or checkpoint, or set on-rewind to append.",
              String.join(", ", ahead)));
    }
  }
}

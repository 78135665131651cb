package io.pinflow.delta;

import io.delta.kernel.Snapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;

/** Prepares all tables of a sink at the start of a job. */
final class LakeSetup {

  private final List<DeltaTable> tables;
  private final DeltaSinkOptions options;
  private final Lineage lineage;
  private final Map<String, Long> versions = new ConcurrentSkipListMap<>();
  private final Map<String, Restoration> rewound = new ConcurrentSkipListMap<>();
  private final Set<String> strange = new ConcurrentSkipListSet<>();
  private final Set<String> ahead = new ConcurrentSkipListSet<>();

  /**
   * @param lineage what the restored state tells of
   */
  LakeSetup(List<DeltaTable> tables, DeltaSinkOptions options, Lineage lineage) {
    this.tables = tables;
    this.options = options;
    this.lineage = lineage;
  }

  /**
   * Creates what is missing, checks what is there and takes back what went on without the state, if
   * that is wanted.
   *
   * @param run id of the run that begins
   * @param checkpoint that is restored
   * @return the versions of the tables by root
   * @throws DeltaSinkException if a table does not fit, or holds rows that the job's state knows
   *     nothing of and must not, or went on after the state was taken and must not
   */
  Map<String, Long> prepare(String run, long checkpoint) throws IOException, InterruptedException {
    try (TableEngines engines = new TableEngines(options.storage);
        Concurrently threads = new Concurrently(tables.size(), "delta-setup")) {
      for (DeltaTable table : tables) {
        engines.of(table.path()).storage().validate(table.path());
      }
      List<Callable<Void>> preparations = new ArrayList<>();
      tables.forEach(table -> preparations.add(() -> prepare(table, engines.of(table.path()))));
      threads.run(preparations);
      refuse();
      restore(threads, run, checkpoint);
    }
    return versions;
  }

  private Void prepare(DeltaTable table, DeltaEngine engine) throws IOException {
    boolean known = lineage.versions().containsKey(table.path());
    TableSetup setup = new TableSetup(table, engine);
    Snapshot snapshot = setup.prepare(known);
    versions.put(table.path(), snapshot.getVersion());
    if (known && options.onRewind != OnRewind.APPEND) {
      compare(table, setup.log(), snapshot.getVersion());
    } else if (!known && options.onExisting == OnExisting.FAIL && setup.holdsRows(snapshot)) {
      strange.add(table.toString());
    }
    return null;
  }

  private void compare(DeltaTable table, TableLog log, long latest) throws IOException {
    OptionalLong first =
        new Rewind(log.engine(), table.path(), options.uid).firstUnknown(lineage, latest);
    if (first.isPresent()) {
      ahead.add(table + " (since version " + first.getAsLong() + ")");
      rewound.put(
          table.path(), new Restoration(table, log, options.uid, lineage, first.getAsLong()));
    }
  }

  /** All of them can be taken back, or none is. */
  private void restore(Concurrently threads, String run, long checkpoint)
      throws IOException, InterruptedException {
    List<Callable<Void>> validations = new ArrayList<>();
    List<Callable<Void>> commits = new ArrayList<>();
    rewound.forEach(
        (table, restoration) -> {
          validations.add(
              () -> {
                restoration.validate();
                return null;
              });
          commits.add(
              () -> {
                versions.put(table, restoration.commit(run, checkpoint));
                return null;
              });
        });
    threads.run(validations);
    threads.run(commits);
  }

  private void refuse() {
    if (!strange.isEmpty()) {
      throw new DeltaSinkException(
          String.format(
              "The job starts without state for tables that hold rows: %s. It would not know which"
                  + " of its rows they hold already. Restore the job from its last savepoint or"
                  + " checkpoint, give it another path, or set on-existing to append.",
              String.join(", ", strange)));
    }
    if (!ahead.isEmpty() && options.onRewind == OnRewind.FAIL) {
      throw new DeltaSinkException(
          String.format(
              "The job is restored from an older state than its tables, which hold commits that"
                  + " came after it: %s. Reading on from there would write their rows again. Restore"
                  + " the job from its last savepoint or checkpoint, or set on-rewind to restore (to"
                  + " take the tables back too) or append.",
              String.join(", ", ahead)));
    }
  }
}

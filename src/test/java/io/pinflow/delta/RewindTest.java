package io.pinflow.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.kernel.Operation;
import io.delta.kernel.TableManager;
import io.delta.kernel.utils.CloseableIterable;
import io.pinflow.delta.SinkRun.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job is restored from an older state than its tables. */
class RewindTest {

  @TempDir Path lake;

  private final DeltaSinkOptions options = new DeltaSinkOptions();
  private LocalTable pins;
  private LocalTable tops;

  @BeforeEach
  void defineTables() {
    pins = LocalTable.pins(lake.resolve("pins"));
    tops =
        new LocalTable(
            DeltaTable.of("tops", lake.resolve("tops").toString(), LocalTable.PINS).replaced());
    options.onRewind = OnRewind.RESTORE;
  }

  @Test
  void tablesAreTakenBackAndTheStretchIsWrittenAgain() throws Exception {
    State older = runOf(1, 2);
    runOn(older, 3, 4);

    runOn(older, 3, 4, 5);

    assertThat(ids(pins)).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L);
    assertThat(ids(tops)).containsExactly(5L);
  }

  @Test
  void tableAsTheStateLeftItIsNotTouched() throws Exception {
    State state = runOf(1, 2);
    long version = pins.version();

    runOn(state);

    assertThat(pins.version()).isEqualTo(version);
    assertThat(ids(pins)).containsExactlyInAnyOrder(1L, 2L);
  }

  @Test
  void rollbackIsRepeatedAsOftenAsWanted() throws Exception {
    State older = runOf(1);
    for (int times = 0; times < 3; times++) {
      runOn(older, 2, 3);
    }
    State newer = runOn(older, 2);
    runOn(newer, 3);
    runOn(newer, 3, 4);

    assertThat(ids(pins)).containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
    assertThat(ids(tops)).containsExactly(4L);
  }

  @Test
  void runThatEndsRightAfterTheRestorationLeavesNothingToDo() throws Exception {
    State older = runOf(1);
    runOn(older, 2, 3);
    runOn(older);
    long version = pins.version();

    runOn(older);

    assertThat(pins.version()).isEqualTo(version);
    assertThat(ids(pins)).containsExactly(1L);
    assertThat(ids(tops)).containsExactly(1L);
  }

  @Test
  void stretchThatWasTakenBackComesAgainWithItsOwnState() throws Exception {
    State older = runOf(1);
    State newer = runOn(older, 2, 3);
    runOn(older, 20);

    runOn(newer, 4);

    assertThat(ids(pins)).containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
    assertThat(ids(tops)).containsExactly(4L);
  }

  @Test
  void filesThatTheStateHoldsUncommittedAreThereOnce() throws Exception {
    State older = runOf(1);
    State pending = savepointOn(older, 2);
    runOn(older, 2, 3);

    runOn(pending, 3, 4);

    assertThat(ids(pins)).containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
    assertThat(ids(tops)).containsExactly(4L);
  }

  @Test
  void restoredFilesThatAreCommittedFirstHideNothing() throws Exception {
    State older = runOf(1);
    State pending = savepointOn(older, 2);
    runOn(older, 2, 3);

    try (SinkRun run = SinkRun.eager(pending, tables(), options)) {
      assertThat(ids(pins)).containsExactlyInAnyOrder(1L, 2L);
      assertThat(ids(tops)).containsExactly(2L);
      write(run, 3);
    }

    assertThat(ids(pins)).containsExactlyInAnyOrder(1L, 2L, 3L);
    assertThat(ids(tops)).containsExactly(3L);
  }

  @Test
  void restoredFilesThatAreCommittedFirstAreStillARewind() throws Exception {
    State older = runOf(1);
    State pending = savepointOn(older, 2);
    runOn(older, 2, 3);
    options.onRewind = OnRewind.FAIL;

    assertThatThrownBy(() -> SinkRun.eager(pending, tables(), options))
        .isInstanceOf(DeltaSinkException.class)
        .hasMessageContaining("restored from an older state");
  }

  @Test
  void commitsOfOthersStay() throws Exception {
    State older = runOf(1);
    try (SinkRun run = SinkRun.from(older, tables(), options)) {
      write(run, 2);
      pins.log().commit(pins.committable("of another sink", 1, pin(100)));
      setProperty(pins, "owner", "somebody");
      write(run, 3);
      pins.log().commit(pins.committable("of another sink", 2, pin(101)));
    }

    runOn(older, 2);

    assertThat(ids(pins)).containsExactlyInAnyOrder(1L, 2L, 100L, 101L);
    assertThat(Rows.snapshot(pins.table.path()).getTableProperties())
        .containsEntry("owner", "somebody");
  }

  @Test
  void compactionOfTheStretchIsUndoneWithItAndAnEarlierOneStays() throws Exception {
    options.compactionMinFiles = 0;
    State older = runOf(1, 2);
    compact(pins);
    State newer = runOn(older, 3, 4);
    compact(pins);

    runOn(older, 3);
    assertThat(ids(pins)).containsExactlyInAnyOrder(1L, 2L, 3L);

    runOn(newer, 5);
    assertThat(ids(pins)).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L);
  }

  @Test
  void fileThatIsGoneIsNamedAndNothingIsTakenBack() throws Exception {
    State older = runOf(1);
    String replaced = pathOf(tops);
    runOn(older, 2);
    Files.delete(lake.resolve("tops").resolve(replaced));
    long version = pins.version();

    assertThatThrownBy(() -> runOn(older))
        .isInstanceOf(DeltaSinkException.class)
        .hasMessageContaining("tops at ")
        .hasMessageContaining(replaced + " is gone")
        .hasMessageContaining("set on-rewind to append");
    assertThat(pins.version()).isEqualTo(version);
  }

  @Test
  void logThatWasCleanedBeyondTheStateCountsAsRewound() throws Exception {
    State older = runOf(1);
    runOn(older, 2, 3);
    setProperty(tops, "owner", "somebody");
    tops.log().load().writeCheckpoint(tops.engine);
    for (long version = 0; version <= 3; version++) {
      Files.delete(commit("tops", version));
    }

    assertThatThrownBy(() -> runOn(older))
        .isInstanceOf(DeltaSinkException.class)
        .hasMessageContaining("tops at ")
        .hasMessageContaining("its log no longer reaches back so far");
    options.onRewind = OnRewind.FAIL;
    assertThatThrownBy(() -> runOn(older)).hasMessageContaining("set on-rewind to restore");
  }

  @Test
  void restorationIsNamedInTheHistory() throws Exception {
    State older = runOf(1);
    runOn(older, 2, 3);
    runOn(older);

    assertThat(Files.readString(commit("pins", pins.version())))
        .contains("\"operation\":\"RESTORE\"")
        .contains("\"numRemovedFiles\":\"2\"")
        .contains("\"version\":\"1\"");
  }

  @Test
  void jobsForkedFromOneStateStopEachOther() throws Exception {
    State older = runOf(1);
    try (SinkRun one = SinkRun.from(older, tables(), options);
        SinkRun other = SinkRun.from(older, tables(), options)) {
      write(one, 2);

      assertThatThrownBy(() -> write(other, 2))
          .isInstanceOf(DeltaSinkException.class)
          .hasMessageContaining("another run of this sink");
      write(one, 3);
    }
    assertThat(ids(pins)).containsExactlyInAnyOrder(1L, 2L, 3L);
  }

  @Test
  void runWhoseTablesWereTakenBackWritesNoMore() throws Exception {
    State older = runOf(1);
    try (SinkRun left = SinkRun.from(older, tables(), options)) {
      write(left, 2);
      runOn(older, 2);

      assertThatThrownBy(() -> write(left, 3))
          .isInstanceOf(DeltaSinkException.class)
          .hasMessageContaining("another run of this sink");
    }
    assertThat(ids(pins)).containsExactlyInAnyOrder(1L, 2L);
  }

  @Test
  void jobThatAppendsWhateverIsThereMeetsNoFence() throws Exception {
    State older = runOf(1);
    options.onRewind = OnRewind.APPEND;
    try (SinkRun one = SinkRun.from(older, tables(), options);
        SinkRun other = SinkRun.from(older, tables(), options)) {
      write(one, 2);
      write(other, 2);
      write(one, 3);
    }

    assertThat(ids(pins)).containsExactlyInAnyOrder(1L, 2L, 2L, 3L);
  }

  @Test
  void anotherSinkOnTheSameTableIsNoFork() throws Exception {
    DeltaSinkOptions others = options.clone();
    others.uid = "others";
    others.onExisting = OnExisting.APPEND;
    try (SinkRun one = SinkRun.fresh(List.of(pins.table), options);
        SinkRun other = SinkRun.fresh(List.of(pins.table), others)) {
      for (long id = 1; id <= 4; id += 2) {
        one.write(pins, pin(id)).checkpoint();
        other.write(pins, pin(id + 1)).checkpoint();
      }
    }

    assertThat(ids(pins)).containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
  }

  /** A run without state writes these, a checkpoint each. */
  private State runOf(long... ids) throws Exception {
    try (SinkRun run = SinkRun.fresh(tables(), options)) {
      return write(run, ids);
    }
  }

  /** A run from this state writes these, a checkpoint each. */
  private State runOn(State state, long... ids) throws Exception {
    try (SinkRun run = SinkRun.from(state, tables(), options)) {
      return write(run, ids);
    }
  }

  private State savepointOn(State state, long id) throws Exception {
    try (SinkRun run = SinkRun.from(state, tables(), options)) {
      return run.write(pins, pin(id)).write(tops, pin(id)).savepoint();
    }
  }

  private State write(SinkRun run, long... ids) throws Exception {
    State state = null;
    for (long id : ids) {
      state = run.write(pins, pin(id)).write(tops, pin(id)).checkpoint();
    }
    return state;
  }

  private static void setProperty(LocalTable table, String key, String value) {
    TableManager.loadSnapshot(table.table.path())
        .build(table.engine)
        .buildUpdateTableTransaction("somebody", Operation.MANUAL_UPDATE)
        .withTablePropertiesAdded(Map.of(key, value))
        .build(table.engine)
        .commit(table.engine, CloseableIterable.emptyIterable());
  }

  private void compact(LocalTable table) throws IOException {
    DeltaSinkOptions merging = options.clone();
    merging.compactionMinFiles = 2;
    assertThat(new Compaction(table.table, table.log(), merging).round()).isNotEmpty();
  }

  private List<DeltaTable> tables() {
    return List.of(pins.table, tops.table);
  }

  private static RowData pin(long id) {
    return GenericRowData.of(id, StringData.fromString("pin " + id));
  }

  private static List<Object> ids(LocalTable table) throws IOException {
    return table.rows().stream().map(row -> row.get("id")).collect(Collectors.toList());
  }

  private Path commit(String table, long version) {
    return lake.resolve(String.format("%s/_delta_log/%020d.json", table, version));
  }

  /** The one file that a table of whole states has now. */
  private String pathOf(LocalTable table) throws IOException {
    try (Stream<String> lines =
        Arrays.stream(Files.readString(commit(table.table.name(), table.version())).split("\n"))) {
      return lines
          .filter(line -> line.startsWith("{\"add\""))
          .map(line -> line.replaceAll(".*\"path\":\"([^\"]+)\".*", "$1"))
          .findFirst()
          .orElseThrow();
    }
  }
}

package io.pinflow.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessageTypeInfo;
import org.apache.flink.streaming.api.connector.sink2.CommittableSummary;
import org.apache.flink.streaming.api.connector.sink2.CommittableWithLineage;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommittableAggregatorTest {

  @TempDir Path lake;

  private final DeltaSinkOptions options = new DeltaSinkOptions();

  @Test
  void filesOfAllWritersBecomeOneCommittableForEachTable() throws Exception {
    try (Harness aggregator = start(null)) {
      send(aggregator, 0, 1, written("pins", "a"), written("users", "b"));
      send(aggregator, 1, 1, written("pins", "c"));
      aggregator.prepareSnapshotPreBarrier(1);

      assertThat(committables(aggregator))
          .extracting(TableCommittable::table, each -> each.files().size())
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple(path("pins"), 2),
              org.assertj.core.groups.Tuple.tuple(path("users"), 1));
      assertThat(summaries(aggregator)).containsExactly(new CommittableSummary<>(0, 1, 1, 2, 2, 0));
      assertThat(committables(aggregator)).extracting(TableCommittable::version).containsOnly(1L);
    }
  }

  @Test
  void checkpointWithoutFilesSendsNothing() throws Exception {
    try (Harness aggregator = start(null)) {
      send(aggregator, 0, 1);
      aggregator.prepareSnapshotPreBarrier(1);

      assertThat(aggregator.getOutput()).isEmpty();
    }
  }

  @Test
  void writerThatEndedEarlierCountsForTheNextBarrier() throws Exception {
    try (Harness aggregator = start(null)) {
      send(aggregator, 0, 6, written("pins", "ended"));
      send(aggregator, 1, 8, written("pins", "running"));
      aggregator.prepareSnapshotPreBarrier(8);

      assertThat(committables(aggregator)).hasSize(1);
      assertThat(committables(aggregator).get(0).version()).isEqualTo(8);
      assertThat(committables(aggregator).get(0).files()).hasSize(2);
    }
  }

  /** The barrier of checkpoint 6 never came. */
  @Test
  void stateOfAnAbortedCheckpointIsReplacedByTheNextOne() throws Exception {
    try (Harness aggregator = start(null)) {
      send(aggregator, 0, 6, written("states", "old"), written("pins", "first"));
      send(aggregator, 0, 7, written("states", "new"), written("states", "new-2"));
      send(aggregator, 0, 7, written("pins", "second"));
      aggregator.prepareSnapshotPreBarrier(7);

      assertThat(committables(aggregator))
          .extracting(TableCommittable::table, committable -> paths(committable))
          .containsExactlyInAnyOrder(
              tuple(path("pins"), List.of("first", "second")),
              tuple(path("states"), List.of("new", "new-2")));
    }
  }

  private static List<String> paths(TableCommittable committable) {
    return committable.files().stream().map(DataFile::path).toList();
  }

  @Test
  void endOfInputSendsTheRestUnderTheNextCheckpoint() throws Exception {
    try (Harness aggregator = start(null)) {
      send(aggregator, 0, 4, written("pins", "a"));
      aggregator.prepareSnapshotPreBarrier(4);
      send(aggregator, 0, 5, written("pins", "b"));
      aggregator.endInput();
      aggregator.prepareSnapshotPreBarrier(5);

      assertThat(committables(aggregator))
          .extracting(TableCommittable::version)
          .containsExactly(4L, 5L);
    }
  }

  @Test
  void everyStartIsARunOfItsOwnAndTheStateNamesThoseBefore() throws Exception {
    OperatorSubtaskState first;
    try (Harness aggregator = start(null)) {
      send(aggregator, 0, 1, written("pins", "a"));
      aggregator.prepareSnapshotPreBarrier(1);
      first = aggregator.snapshot(1, 1);
      assertThat(committables(aggregator).get(0).appId()).matches("delta/[0-9a-f-]{36}");
    }
    String run = null;
    for (long checkpoint = 2; checkpoint < 4; checkpoint++) {
      try (Harness aggregator = start(first)) {
        send(aggregator, 0, checkpoint, written("pins", "b"));
        aggregator.prepareSnapshotPreBarrier(checkpoint);

        assertThat(committables(aggregator).get(0).appId()).isNotEqualTo(run);
        run = committables(aggregator).get(0).appId();
      }
    }
  }

  @Test
  void tableThatWentOnAfterTheStateIsRefused() throws Exception {
    OperatorSubtaskState state = commitAndSnapshot(1);
    commitAndSnapshot(2);

    assertThatThrownBy(() -> start(state))
        .isInstanceOf(DeltaSinkException.class)
        .hasMessageContaining("restored from an older state")
        .hasMessageContaining("pins at " + path("pins") + " (since version 2)")
        .hasMessageNotContaining("users");
  }

  @Test
  void tableThatWentOnAfterTheStateIsAppendedToIfAsked() throws Exception {
    OperatorSubtaskState state = commitAndSnapshot(1);
    commitAndSnapshot(2);
    options.onRewind = OnRewind.APPEND;
    options.onExisting = OnExisting.FAIL;

    start(state).close();
  }

  @Test
  void tableAsTheStateLeftItIsGoneOnWithWhateverOthersCommitted() throws Exception {
    OperatorSubtaskState state = commitAndSnapshot(1);
    pins().log().commit(pins().committable("of another sink", 9, pin()));

    start(state).close();
  }

  /** A run, started without state, commits a pin in this checkpoint and leaves its state. */
  private OperatorSubtaskState commitAndSnapshot(long checkpoint) throws Exception {
    options.onExisting = OnExisting.APPEND;
    try (Harness aggregator = start(null)) {
      DataFile file = pins().write(pin()).get(0);
      send(aggregator, 0, checkpoint, new WrittenFile(path("pins"), file));
      aggregator.prepareSnapshotPreBarrier(checkpoint);
      OperatorSubtaskState state = aggregator.snapshot(checkpoint, checkpoint);
      pins().log().commit(committables(aggregator).get(0));
      return state;
    }
  }

  @Test
  void tablesAreCreatedAtTheStart() throws Exception {
    start(null).close();

    assertThat(Rows.of(lake.resolve("pins").toString())).isEmpty();
    assertThat(Rows.of(lake.resolve("users").toString())).isEmpty();
  }

  @Test
  void rowsThatNoStateTellsOfAreRefused() throws Exception {
    pins().create().append(pin());

    assertThatThrownBy(() -> start(null))
        .isInstanceOf(DeltaSinkException.class)
        .hasMessageContaining("pins at " + path("pins"))
        .hasMessageNotContaining("users")
        .hasMessageContaining("set on-existing to append");
  }

  @Test
  void rowsThatNoStateTellsOfAreKeptIfAsked() throws Exception {
    pins().create().append(pin());
    options.onExisting = OnExisting.APPEND;

    start(null).close();

    assertThat(pins().rows()).hasSize(1);
  }

  @Test
  void rowsOfATableThatTheStateKnowsAreItsOwn() throws Exception {
    OperatorSubtaskState state = stateOfARun();
    pins().append(pin());

    start(state).close();

    assertThat(pins().rows()).hasSize(1);
  }

  @Test
  void tableThatTheStateKnowsMustStillBeThere() throws Exception {
    OperatorSubtaskState state = stateOfARun();
    try (Stream<Path> files = Files.walk(lake.resolve("pins"))) {
      files.sorted((one, other) -> other.compareTo(one)).map(Path::toFile).forEach(f -> f.delete());
    }

    assertThatThrownBy(() -> start(state))
        .isInstanceOf(DeltaSinkException.class)
        .hasMessageContaining("pins at " + path("pins"))
        .hasMessageContaining("is gone");
  }

  private OperatorSubtaskState stateOfARun() throws Exception {
    try (Harness aggregator = start(null)) {
      aggregator.prepareSnapshotPreBarrier(1);
      return aggregator.snapshot(1, 1);
    }
  }

  private Harness start(OperatorSubtaskState state) throws Exception {
    Harness harness =
        new Harness(
            new CommittableAggregator(
                List.of(pins().table, users().table, states().table), options));
    harness.setup(
        CommittableMessageTypeInfo.of(TableCommittableSerializer::new)
            .createSerializer(new SerializerConfigImpl()));
    if (state != null) {
      harness.setRestoredCheckpointId(1);
      harness.initializeState(state);
    }
    harness.open();
    return harness;
  }

  private LocalTable pins() {
    return LocalTable.pins(lake.resolve("pins"));
  }

  private LocalTable users() {
    return new LocalTable(
        DeltaTable.of("users", lake.resolve("users").toString(), LocalTable.PINS));
  }

  private LocalTable states() {
    return new LocalTable(
        DeltaTable.of("states", lake.resolve("states").toString(), LocalTable.PINS).replaced());
  }

  private static GenericRowData pin() {
    return GenericRowData.of(1L, StringData.fromString("pin"));
  }

  private String path(String table) {
    return "file:" + lake.resolve(table);
  }

  private WrittenFile written(String table, String file) {
    return new WrittenFile(
        path(table), new DataFile(file, 1, 1, 1, java.util.Map.of(), java.util.Map.of()));
  }

  private static void send(Harness aggregator, int subtask, long checkpoint, WrittenFile... files)
      throws Exception {
    aggregator.processElement(
        new StreamRecord<>(
            new CommittableSummary<>(subtask, 2, checkpoint, files.length, files.length, 0)));
    for (WrittenFile file : files) {
      aggregator.processElement(
          new StreamRecord<>(new CommittableWithLineage<>(file, checkpoint, subtask)));
    }
  }

  private static List<TableCommittable> committables(Harness aggregator) {
    List<TableCommittable> committables = new ArrayList<>();
    for (CommittableMessage<TableCommittable> message : aggregator.extractOutputValues()) {
      if (message instanceof CommittableWithLineage) {
        committables.add(((CommittableWithLineage<TableCommittable>) message).getCommittable());
      }
    }
    return committables;
  }

  private static List<CommittableMessage<TableCommittable>> summaries(Harness aggregator) {
    List<CommittableMessage<TableCommittable>> summaries =
        new ArrayList<>(aggregator.extractOutputValues());
    summaries.removeIf(message -> message instanceof CommittableWithLineage);
    return summaries;
  }

  private static final class Harness
      extends OneInputStreamOperatorTestHarness<
          CommittableMessage<WrittenFile>, CommittableMessage<TableCommittable>> {

    Harness(CommittableAggregator aggregator) throws Exception {
      super(aggregator);
    }

    @Override
    public void close() {
      try {
        super.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}

package io.pinflow.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.CommittableSummary;
import org.apache.flink.streaming.api.connector.sink2.CommittableWithLineage;
import org.apache.flink.streaming.runtime.operators.sink.CommitterOperatorFactory;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeltaCommitterTest {

  @TempDir Path lake;

  private LocalTable pins;
  private LocalTable users;

  @BeforeEach
  void createTables() throws Exception {
    pins = LocalTable.pins(lake.resolve("pins")).create();
    users =
        new LocalTable(DeltaTable.of("users", lake.resolve("users").toString(), LocalTable.PINS))
            .create();
  }

  @Test
  void nothingIsCommittedBeforeItsCheckpointIsComplete() throws Exception {
    try (Harness committer = start(null, 0)) {
      send(committer, 1, pins.committable("run", 1, pin(1)));
      committer.snapshot(1, 1);
      assertThat(ids(pins)).isEmpty();

      committer.notifyOfCompletedCheckpoint(1);
      assertThat(ids(pins)).containsExactly(1L);
    }
  }

  @Test
  void lostNotificationIsMadeUpForByTheNextInOrder() throws Exception {
    try (Harness committer = start(null, 0)) {
      send(committer, 1, pins.committable("run", 1, pin(1)));
      committer.snapshot(1, 1);
      send(committer, 2, pins.committable("run", 2, pin(2)), users.committable("run", 2, pin(7)));
      committer.snapshot(2, 2);
      committer.notifyOfCompletedCheckpoint(2);
    }

    assertThat(ids(pins)).containsExactlyInAnyOrder(1L, 2L);
    assertThat(ids(users)).containsExactly(7L);
    assertThat(checkpoint(pins, 1)).isEqualTo("\"checkpointId\":\"1\"");
    assertThat(checkpoint(pins, 2)).isEqualTo("\"checkpointId\":\"2\"");
  }

  @Test
  void restoredCommittablesAreCommittedAtTheStart() throws Exception {
    OperatorSubtaskState state;
    try (Harness committer = start(null, 0)) {
      send(committer, 1, pins.committable("run", 1, pin(1)));
      state = committer.snapshot(1, 1);
    }
    assertThat(ids(pins)).isEmpty();

    start(state, 1).close();

    assertThat(ids(pins)).containsExactly(1L);
  }

  @Test
  void restoredCommittablesThatWereCommittedAreLeftOut() throws Exception {
    OperatorSubtaskState state;
    try (Harness committer = start(null, 0)) {
      send(committer, 1, pins.committable("run", 1, pin(1)));
      state = committer.snapshot(1, 1);
      committer.notifyOfCompletedCheckpoint(1);
    }

    start(state, 1).close();
    start(state, 1).close();

    assertThat(ids(pins)).containsExactly(1L);
    assertThat(pins.version()).isEqualTo(1);
  }

  @Test
  void tableThatLeftTheSinkStillGetsItsRestoredFiles() throws Exception {
    OperatorSubtaskState state;
    try (Harness committer = start(null, 0)) {
      send(committer, 1, pins.committable("run", 1, pin(1)), users.committable("run", 1, pin(2)));
      state = committer.snapshot(1, 1);
    }

    start(DeltaSink.forTables(List.of(users.table)).build(), state, 1).close();

    assertThat(ids(pins)).containsExactly(1L);
    assertThat(ids(users)).containsExactly(2L);
  }

  @Test
  void failureOfOneTableFailsTheTaskAndTheReplayMissesNothing() throws Exception {
    OperatorSubtaskState state;
    Path log = lake.resolve("users/_delta_log");
    Path away = lake.resolve("away");
    try (Harness committer = start(null, 0)) {
      send(committer, 1, pins.committable("run", 1, pin(1)), users.committable("run", 1, pin(2)));
      state = committer.snapshot(1, 1);
      Files.move(log, away);

      assertThatThrownBy(() -> committer.notifyOfCompletedCheckpoint(1))
          .hasMessageContaining("users")
          .hasMessageContaining("is gone");
    }
    Files.move(away, log);

    start(state, 1).close();

    assertThat(ids(pins)).containsExactly(1L);
    assertThat(ids(users)).containsExactly(2L);
    assertThat(pins.version()).isEqualTo(1);
  }

  @Test
  void logIsSummedUpAfterSoManyCommits() throws Exception {
    DeltaSink<TableRow> sink =
        DeltaSink.forTables(List.of(pins.table)).logCheckpointInterval(5).build();
    try (Harness committer = start(sink, null, 0)) {
      for (long checkpoint = 1; checkpoint <= 7; checkpoint++) {
        send(committer, checkpoint, pins.committable("run", checkpoint, pin(checkpoint)));
        committer.snapshot(checkpoint, checkpoint);
        committer.notifyOfCompletedCheckpoint(checkpoint);
      }
    }

    assertThat(lake.resolve("pins/_delta_log/_last_checkpoint")).exists();
    assertThat(ids(pins))
        .containsExactlyInAnyOrderElementsOf(
            LongStream.rangeClosed(1, 7).boxed().collect(Collectors.toList()));
  }

  private Harness start(OperatorSubtaskState state, long checkpoint) throws Exception {
    return start(DeltaSink.forTables(List.of(pins.table, users.table)).build(), state, checkpoint);
  }

  private static Harness start(
      DeltaSink<TableRow> sink, OperatorSubtaskState state, long checkpoint) throws Exception {
    Harness harness = new Harness(sink);
    if (state != null) {
      harness.setRestoredCheckpointId(checkpoint);
      harness.initializeState(state);
    }
    harness.open();
    return harness;
  }

  private static void send(Harness committer, long checkpoint, TableCommittable... committables)
      throws Exception {
    int count = committables.length;
    committer.processElement(
        new StreamRecord<>(new CommittableSummary<>(0, 1, checkpoint, count, count, 0)));
    for (TableCommittable committable : committables) {
      committer.processElement(
          new StreamRecord<>(new CommittableWithLineage<>(committable, checkpoint, 0)));
    }
  }

  private static RowData pin(long id) {
    return GenericRowData.of(id, StringData.fromString("pin " + id));
  }

  private static List<Object> ids(LocalTable table) throws Exception {
    return table.rows().stream().map(row -> row.get("id")).collect(Collectors.toList());
  }

  private String checkpoint(LocalTable table, long version) throws Exception {
    String commit =
        Files.readString(
            lake.resolve(String.format("%s/_delta_log/%020d.json", table.table.name(), version)));
    return commit.replaceAll("(?s).*(\"checkpointId\":\"[0-9]+\").*", "$1");
  }

  private static final class Harness
      extends OneInputStreamOperatorTestHarness<
          CommittableMessage<TableCommittable>, CommittableMessage<TableCommittable>> {

    Harness(DeltaSink<TableRow> sink) throws Exception {
      super(new CommitterOperatorFactory<>(sink, false, true));
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

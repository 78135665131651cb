package io.pinflow.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Windows of ten milliseconds, one column; a state is {@code [value, as_of, counting_since]}. */
class ToDateOperatorTest {

  /** What precedes the rows of a state. */
  private static final List<Long> EMPTIED = List.of();

  private TwoInputStreamOperatorTestHarness<Row, Long, RowData> job;

  @BeforeEach
  void start() throws Exception {
    start(null);
  }

  @AfterEach
  void stop() throws Exception {
    job.close();
  }

  @Test
  void aClosedWindowGivesOneWholeStateAtTheNextCheckpoint() throws Exception {
    windowWithPosts(10);
    insert(1);
    insert(2);
    watermark(9);
    assertThat(checkpoint(1)).containsExactly(EMPTIED, List.of(1L, 10L, 0L), List.of(2L, 10L, 0L));

    windowWithPosts(20);
    change(RowKind.UPDATE_BEFORE, 2);
    change(RowKind.UPDATE_AFTER, 3);
    watermark(19);
    assertThat(checkpoint(2)).containsExactly(EMPTIED, List.of(1L, 20L, 0L), List.of(3L, 20L, 0L));
  }

  @Test
  void severalWindowsBetweenCheckpointsGiveTheLastState() throws Exception {
    windowWithPosts(10);
    insert(1);
    watermark(9);
    windowWithPosts(50);
    change(RowKind.DELETE, 1);
    insert(2);
    watermark(55);

    assertThat(checkpoint(1)).containsExactly(EMPTIED, List.of(2L, 50L, 0L));
  }

  @Test
  void nothingChangedGivesNothing() throws Exception {
    assertThat(checkpoint(1)).isEmpty();
    watermark(100);
    assertThat(checkpoint(2)).isEmpty();

    windowWithPosts(110);
    insert(1);
    watermark(109);
    assertThat(checkpoint(3)).hasSize(2);
    watermark(5_000);
    assertThat(checkpoint(4)).isEmpty();
    assertThat(end()).isEmpty();
  }

  @Test
  void anOpenWindowIsNotCounted() throws Exception {
    windowWithPosts(10);
    watermark(8);

    assertThat(checkpoint(1)).isEmpty();
  }

  @Test
  void countsSinceTheFirstWindowThoughALaterOneIsToldFirst() throws Exception {
    windowWithPosts(120);
    windowWithPosts(110);
    insert(1);
    watermark(109);

    assertThat(checkpoint(1)).containsExactly(EMPTIED, List.of(1L, 110L, 100L));
  }

  @Test
  void aWindowOfPostsThatTheInsightLeavesOutStillMovesAsOf() throws Exception {
    windowWithPosts(10);
    watermark(9);

    assertThat(checkpoint(1)).containsExactly(EMPTIED);
  }

  @Test
  void endOfInputGivesTheLastState() throws Exception {
    windowWithPosts(10);
    insert(1);
    watermark(Long.MAX_VALUE);

    assertThat(end()).containsExactly(EMPTIED, List.of(1L, 10L, 0L));
  }

  @Test
  void rowsThatTheResultHasTwiceAreKeptTwice() throws Exception {
    windowWithPosts(10);
    insert(1);
    insert(1);
    watermark(9);

    assertThat(checkpoint(1)).containsExactly(EMPTIED, List.of(1L, 10L, 0L), List.of(1L, 10L, 0L));
  }

  @Test
  void aResultThatRunsAheadOfTheWindowsIsNotEmittedUnderAnEarlierTime() throws Exception {
    windowWithPosts(10);
    insert(1);
    job.processWatermark1(new Watermark(9));
    change(RowKind.DELETE, 1);
    insert(2);
    job.processWatermark1(new Watermark(19));
    job.processWatermark2(new Watermark(9));
    assertThat(checkpoint(1)).isEmpty();

    windowWithPosts(20);
    job.processWatermark2(new Watermark(19));
    assertThat(checkpoint(2)).containsExactly(EMPTIED, List.of(2L, 20L, 0L));
  }

  @Test
  void aResultThatIsStillChangingIsNotEmitted() throws Exception {
    windowWithPosts(10);
    windowWithPosts(20);
    insert(1);
    watermark(9);
    insert(2);
    assertThat(checkpoint(1)).isEmpty();

    watermark(19);
    assertThat(checkpoint(2)).containsExactly(EMPTIED, List.of(1L, 20L, 0L), List.of(2L, 20L, 0L));
  }

  @Test
  void aRestartGoesOnWithResultAndWindows() throws Exception {
    windowWithPosts(10);
    insert(1);
    watermark(9);
    checkpoint(1);
    windowWithPosts(20);
    restart();

    windowWithPosts(10); // told once more
    assertThat(checkpoint(2)).isEmpty();
    insert(2);
    watermark(19);
    assertThat(checkpoint(3)).containsExactly(EMPTIED, List.of(1L, 20L, 0L), List.of(2L, 20L, 0L));
  }

  @Test
  void whatWasNotYetEmittedIsAfterARestart() throws Exception {
    windowWithPosts(10);
    insert(1);
    job.processWatermark1(new Watermark(9));
    job.processWatermark2(new Watermark(12));
    job.processWatermark1(new Watermark(11));
    restart();
    assertThat(checkpoint(2)).isEmpty();

    watermark(13);
    assertThat(checkpoint(3)).containsExactly(EMPTIED, List.of(1L, 10L, 0L));
  }

  private void start(OperatorSubtaskState state) throws Exception {
    Windows windows = new Windows(Duration.ofMillis(10), Duration.ZERO);
    job =
        new TwoInputStreamOperatorTestHarness<>(
            new ToDateOperator(RowType.of(new IntType()), windows));
    job.setup();
    if (state != null) {
      job.initializeState(state);
    }
    job.open();
  }

  private void restart() throws Exception {
    OperatorSubtaskState state = job.snapshot(99, 99);
    job.close();
    start(state);
  }

  private void insert(int value) throws Exception {
    change(RowKind.INSERT, value);
  }

  private void change(RowKind kind, int value) throws Exception {
    job.processElement1(new StreamRecord<>(Row.ofKind(kind, value)));
  }

  private void windowWithPosts(long end) throws Exception {
    job.processElement2(new StreamRecord<>(end));
  }

  private void watermark(long time) throws Exception {
    job.processWatermark1(new Watermark(time));
    job.processWatermark2(new Watermark(time));
  }

  private List<List<Long>> checkpoint(long id) throws Exception {
    job.getOperator().prepareSnapshotPreBarrier(id);
    return emitted();
  }

  private List<List<Long>> end() throws Exception {
    job.getOperator().finish();
    return emitted();
  }

  private List<List<Long>> emitted() {
    List<List<Long>> rows = new ArrayList<>();
    for (RowData row : job.extractOutputValues()) {
      rows.add(
          row.getRowKind() == RowKind.DELETE
              ? EMPTIED
              : List.of(
                  (long) row.getInt(0),
                  row.getTimestamp(1, 3).getMillisecond(),
                  row.getTimestamp(2, 3).getMillisecond()));
    }
    job.getOutput().clear();
    rows.sort(Comparator.comparingLong(row -> row.isEmpty() ? 0 : row.get(0)));
    return rows;
  }
}

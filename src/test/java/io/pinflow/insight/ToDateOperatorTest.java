package io.pinflow.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Windows of ten milliseconds, one column; a state is {@code [value, as_of, counting_since]}. A
 * watermark is that of a window which holds posts, as {@link WindowWatermarkOperator} gives them.
 */
class ToDateOperatorTest {

  /** What precedes the rows of a state. */
  private static final List<Long> EMPTIED = List.of();

  private OneInputStreamOperatorTestHarness<Row, RowData> job;

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
    insert(1);
    insert(2);
    close(10);
    assertThat(checkpoint(1)).containsExactly(EMPTIED, List.of(1L, 10L, 0L), List.of(2L, 10L, 0L));

    change(RowKind.UPDATE_BEFORE, 2);
    change(RowKind.UPDATE_AFTER, 3);
    close(20);
    assertThat(checkpoint(2)).containsExactly(EMPTIED, List.of(1L, 20L, 0L), List.of(3L, 20L, 0L));
  }

  @Test
  void severalWindowsBetweenCheckpointsGiveTheLastState() throws Exception {
    insert(1);
    close(10);
    change(RowKind.DELETE, 1);
    insert(2);
    close(50);

    assertThat(checkpoint(1)).containsExactly(EMPTIED, List.of(2L, 50L, 0L));
  }

  @Test
  void nothingChangedGivesNothing() throws Exception {
    assertThat(checkpoint(1)).isEmpty();

    insert(1);
    close(110);
    assertThat(checkpoint(2)).hasSize(2);
    assertThat(checkpoint(3)).isEmpty();
    job.processWatermark(Watermark.MAX_WATERMARK);
    assertThat(end()).isEmpty();
  }

  @Test
  void aWindowOfPostsThatTheInsightLeavesOutStillMovesAsOf() throws Exception {
    close(10);

    assertThat(checkpoint(1)).containsExactly(EMPTIED);
  }

  @Test
  void endOfInputGivesTheLastState() throws Exception {
    insert(1);
    close(10);
    job.processWatermark(Watermark.MAX_WATERMARK);

    assertThat(end()).containsExactly(EMPTIED, List.of(1L, 10L, 0L));
  }

  @Test
  void rowsThatTheResultHasTwiceAreKeptTwice() throws Exception {
    insert(1);
    insert(1);
    close(10);

    assertThat(checkpoint(1)).containsExactly(EMPTIED, List.of(1L, 10L, 0L), List.of(1L, 10L, 0L));
  }

  @Test
  void aResultThatIsStillChangingIsNotEmitted() throws Exception {
    insert(1);
    close(10);
    insert(2);
    assertThat(checkpoint(1)).isEmpty();

    close(20);
    assertThat(checkpoint(2)).containsExactly(EMPTIED, List.of(1L, 20L, 0L), List.of(2L, 20L, 0L));
  }

  @Test
  void aRestartGoesOnWithTheResult() throws Exception {
    insert(1);
    close(10);
    checkpoint(1);
    restart();
    assertThat(checkpoint(2)).isEmpty();

    insert(2);
    close(20);
    assertThat(checkpoint(3)).containsExactly(EMPTIED, List.of(1L, 20L, 0L), List.of(2L, 20L, 0L));
  }

  @Test
  void whatWasStillChangingIsEmittedAfterARestart() throws Exception {
    insert(1);
    close(10);
    insert(2);
    restart();
    assertThat(checkpoint(2)).isEmpty();

    close(20);
    assertThat(checkpoint(3)).containsExactly(EMPTIED, List.of(1L, 20L, 0L), List.of(2L, 20L, 0L));
  }

  private void start(OperatorSubtaskState state) throws Exception {
    Windows windows = new Windows(Duration.ofMillis(10), Duration.ZERO);
    job =
        new OneInputStreamOperatorTestHarness<>(
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
    job.processElement(new StreamRecord<>(Row.ofKind(kind, value)));
  }

  private void close(long windowEnd) throws Exception {
    job.processWatermark(windowEnd - 1);
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

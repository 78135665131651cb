package io.pinflow.insight;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WindowWatermarkOperatorTest {

  private static final StreamRecord<RowData> ROW = new StreamRecord<>(GenericRowData.of(1), 7);

  private TwoInputStreamOperatorTestHarness<RowData, Long, RowData> job;

  @BeforeEach
  void start() throws Exception {
    start(null);
  }

  @AfterEach
  void stop() throws Exception {
    job.close();
  }

  @Test
  void rowsPassAndEachClosedWindowWithPostsIsAWatermark() throws Exception {
    windowWithPosts(20);
    windowWithPosts(10);
    windowWithPosts(50);
    job.processElement1(ROW);
    watermark(8);
    watermark(30);
    watermark(40);

    assertThat(job.getOutput()).containsExactly(ROW, new Watermark(9), new Watermark(19));
  }

  @Test
  void theSlowerInputHoldsAWindowOpen() throws Exception {
    windowWithPosts(10);
    job.processWatermark1(new Watermark(9));
    assertThat(job.getOutput()).isEmpty();

    job.processWatermark2(new Watermark(9));
    assertThat(job.getOutput()).containsExactly(new Watermark(9));
  }

  @Test
  void theEndOfTimeClosesAllWindowsAndThenItself() throws Exception {
    windowWithPosts(10);
    windowWithPosts(30);
    watermark(Long.MAX_VALUE);

    assertThat(job.getOutput())
        .containsExactly(new Watermark(9), new Watermark(29), Watermark.MAX_WATERMARK);
  }

  @Test
  void openWindowsOutlastARestart() throws Exception {
    windowWithPosts(10);
    windowWithPosts(20);
    watermark(9);
    OperatorSubtaskState state = job.snapshot(1, 1);
    job.close();
    start(state);
    windowWithPosts(20); // told once more
    watermark(25);

    assertThat(job.getOutput()).containsExactly(new Watermark(19));
  }

  private void start(OperatorSubtaskState state) throws Exception {
    job = new TwoInputStreamOperatorTestHarness<>(new WindowWatermarkOperator());
    job.setup();
    if (state != null) {
      job.initializeState(state);
    }
    job.open();
  }

  private void windowWithPosts(long end) throws Exception {
    job.processElement2(new StreamRecord<>(end));
  }

  private void watermark(long time) throws Exception {
    job.processWatermark1(new Watermark(time));
    job.processWatermark2(new Watermark(time));
  }
}

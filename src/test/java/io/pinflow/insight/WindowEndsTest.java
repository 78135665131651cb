package io.pinflow.insight;

import static io.pinflow.insight.Post.post;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.table.data.RowData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WindowEndsTest {

  private OneInputStreamOperatorTestHarness<RowData, Long> job;

  @BeforeEach
  void start() throws Exception {
    start(null);
  }

  @AfterEach
  void stop() throws Exception {
    job.close();
  }

  @Test
  void eachWindowThatHoldsPostsIsToldOnceInWhateverOrderTheyCome() throws Exception {
    for (Post post : List.of(post(0, 0), post(2, 0), post(1, 5), post(2, 1), post(0, 7))) {
      job.processElement(new StreamRecord<>(post.toRow()));
    }
    job.processWatermark(post(3, -1).arrivalMillis());
    job.processElement(new StreamRecord<>(post(4, -1).toRow()));
    job.processElement(new StreamRecord<>(post(4, 0).toRow()));

    assertThat(job.extractOutputValues()).containsExactlyElementsOf(hours(1, 3, 2, 4, 5));
  }

  @Test
  void windowsThatAreOpenAtARestartAreToldOnceMore() throws Exception {
    for (int hour = 0; hour < 3; hour++) {
      job.processElement(new StreamRecord<>(post(hour, 0).toRow()));
    }
    job.processWatermark(post(1, -1).arrivalMillis());
    OperatorSubtaskState state = job.snapshot(1, 1);
    job.close();

    start(state);
    job.processElement(new StreamRecord<>(post(1, 7).toRow()));

    assertThat(job.extractOutputValues()).containsExactlyElementsOf(hours(2, 3));
  }

  private void start(OperatorSubtaskState state) throws Exception {
    job =
        new OneInputStreamOperatorTestHarness<>(
            new WindowEnds(new Windows(Duration.ofHours(1), Duration.ZERO)));
    job.setup();
    if (state != null) {
      job.initializeState(state);
    }
    job.open();
  }

  private static List<Long> hours(Integer... hours) {
    return Stream.of(hours).map(hour -> post(hour, 0).arrivalMillis()).toList();
  }
}

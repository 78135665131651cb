package io.pinflow.insight;

import static io.pinflow.insight.Post.post;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.apache.flink.table.data.RowData;
import org.junit.jupiter.api.Test;

class WindowEndsTest {

  @Test
  void eachWindowThatHoldsPostsIsToldOnceInWhateverOrderTheyCome() throws Exception {
    Windows windows = new Windows(Duration.ofHours(1), Duration.ZERO);

    OneInputStreamOperatorTestHarness<RowData, Long> job =
        ProcessFunctionTestHarnesses.forProcessFunction(new WindowEnds(windows));

    for (Post post : List.of(post(0, 0), post(2, 0), post(1, 5), post(2, 1), post(0, 7))) {
      job.processElement(new StreamRecord<>(post.toRow()));
    }
    job.processWatermark(post(3, -1).arrivalMillis());
    job.processElement(new StreamRecord<>(post(4, -1).toRow()));
    job.processElement(new StreamRecord<>(post(4, 0).toRow()));

    assertThat(job.extractOutputValues())
        .containsExactlyElementsOf(
            Stream.of(1, 3, 2, 4, 5).map(hour -> post(hour, 0).arrivalMillis()).toList());
    job.close();
  }
}

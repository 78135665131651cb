package io.pinflow.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.config.TimeConfig;
import io.pinflow.record.Channel;
import io.pinflow.record.Envelope;
import io.pinflow.record.Kind;
import io.pinflow.record.Origin;
import java.time.Duration;
import java.util.List;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ShardWatermarkOperatorTest {

  private static final long T0 = 1_767_225_600_000L;
  private static final long SECOND = 1000;

  private OneInputStreamOperatorTestHarness<Envelope, Envelope> harness;

  @BeforeEach
  void open() throws Exception {
    TimeConfig time =
        new TimeConfig(Duration.ofSeconds(30), Duration.ofSeconds(5), Duration.ofMinutes(1));
    harness = new OneInputStreamOperatorTestHarness<>(new ShardWatermarkOperator(time));
    harness.setProcessingTime(T0);
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void timeIsTheLeastOfAllShardsOnceEachHadItsChanceToSpeak() throws Exception {
    arrive("shard-0", T0 - 100 * SECOND);
    arrive("shard-1", T0 - 200 * SECOND);
    clock(T0 + 29 * SECOND);
    assertThat(watermarks()).isEmpty();

    arrive("shard-0", T0 - 90 * SECOND);
    arrive("shard-1", T0 - 190 * SECOND);
    clock(T0 + 30 * SECOND);

    assertThat(watermarks()).containsExactly(T0 - 195 * SECOND - 1);
  }

  @Test
  void silentShardFollowsTheClock() throws Exception {
    arrive("shard-0", T0);
    arrive("shard-1", T0);
    clock(T0 + 20 * SECOND);
    arrive("shard-1", T0 + 20 * SECOND);
    clock(T0 + 30 * SECOND);

    assertThat(watermarks()).last().isEqualTo(T0 + 15 * SECOND - 1);

    clock(T0 + 60 * SECOND);

    assertThat(watermarks()).last().isEqualTo(T0 + 55 * SECOND - 1);
  }

  @Test
  void subtaskWithoutShardsDoesNotHoldTimeBack() throws Exception {
    clock(T0 + 40 * SECOND);

    assertThat(watermarks()).last().isEqualTo(T0 + 35 * SECOND - 1);
  }

  @Test
  void watermarksAndIdlenessOfTheConsumerAreIgnoredButTheEndPasses() throws Exception {
    harness.processWatermark(T0 + 1_000 * SECOND);
    harness.processWatermarkStatus(WatermarkStatus.IDLE);
    assertThat(harness.getOutput()).isEmpty();

    harness.processWatermark(Watermark.MAX_WATERMARK);

    assertThat(watermarks()).containsExactly(Long.MAX_VALUE);
  }

  @Test
  void recordsCarryTheirArrivalAsTimestamp() throws Exception {
    arrive("shard-0", T0 + 7);

    assertThat(((StreamRecord<?>) harness.getOutput().peek()).getTimestamp()).isEqualTo(T0 + 7);
  }

  private void arrive(String shard, long arrivalTime) throws Exception {
    Origin origin = new Origin(Channel.KINESIS, "pins", shard, "1");
    harness.processElement(
        new StreamRecord<>(new Envelope(Kind.PIN, origin, arrivalTime, new byte[0])));
  }

  private void clock(long time) throws Exception {
    harness.setProcessingTime(time);
  }

  private List<Long> watermarks() {
    return harness.getOutput().stream()
        .filter(Watermark.class::isInstance)
        .map(watermark -> ((Watermark) watermark).getTimestamp())
        .toList();
  }
}

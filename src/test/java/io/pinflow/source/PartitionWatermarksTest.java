package io.pinflow.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.config.TimeConfig;
import io.pinflow.record.Envelope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.clock.ManualClock;
import org.apache.flink.util.clock.RelativeClock;
import org.junit.jupiter.api.Test;

class PartitionWatermarksTest {

  private static final long T0 = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
  private static final TimeConfig TIME =
      new TimeConfig(Duration.ofSeconds(30), Duration.ofSeconds(5), Duration.ofMinutes(1));

  /** Stands still unless advanced, as it does while the job is not reading. */
  private final ManualClock activity = new ManualClock();

  private final ManualClock wall = new ManualClock(Duration.ofMillis(T0).toNanos());

  private final Signals signals = new Signals();

  @Test
  void partitionThatSpeaksFollowsItsLatestArrival() {
    WatermarkGenerator<Envelope> partition = partition(live());

    partition.onEvent(new Envelope(), T0, signals);
    partition.onEvent(new Envelope(), T0 - 3_000, signals);
    partition.onPeriodicEmit(signals);

    assertThat(signals.watermarks).containsExactly(T0 - 5_001);
  }

  @Test
  void partitionSilentForLongEnoughFollowsTheClock() {
    WatermarkGenerator<Envelope> partition = partition(live());
    partition.onEvent(new Envelope(), T0, signals);
    partition.onPeriodicEmit(signals);

    activity.advanceTime(Duration.ofSeconds(29));
    partition.onPeriodicEmit(signals);
    assertThat(signals.watermarks).containsOnly(T0 - 5_001);

    activity.advanceTime(Duration.ofSeconds(1));
    wall.advanceTime(Duration.ofSeconds(90));
    partition.onPeriodicEmit(signals);
    assertThat(signals.watermarks).last().isEqualTo(T0 + 90_000 - 5_001);
  }

  @Test
  void timeThatIsNotReadIsNotSilence() {
    WatermarkGenerator<Envelope> partition = partition(live());
    partition.onEvent(new Envelope(), T0, signals);
    for (int period = 0; period < 1000; period++) {
      partition.onPeriodicEmit(signals);
    }

    assertThat(signals.watermarks).containsOnly(T0 - 5_001);
  }

  @Test
  void inABoundedRunSilenceMeansNothing() {
    WatermarkGenerator<Envelope> partition = partition(PartitionWatermarks.strategy(TIME, true));
    partition.onEvent(new Envelope(), T0, signals);

    activity.advanceTime(Duration.ofHours(1));
    partition.onPeriodicEmit(signals);

    assertThat(signals.watermarks).containsOnly(T0 - 5_001);
  }

  @Test
  void subtaskWithoutPartitionsBecomesIdleButOneWithDoesNot() {
    WatermarkStrategy<Envelope> with = live();
    WatermarkGenerator<Envelope> mainWith = with.createWatermarkGenerator(context());
    with.createWatermarkGenerator(context());
    WatermarkGenerator<Envelope> mainWithout = live().createWatermarkGenerator(context());

    activity.advanceTime(Duration.ofSeconds(30));
    mainWith.onPeriodicEmit(signals);
    assertThat(signals.idle).isZero();
    mainWithout.onPeriodicEmit(signals);

    assertThat(signals.idle).isEqualTo(1);
    assertThat(signals.watermarks).isEmpty();
  }

  private WatermarkStrategy<Envelope> live() {
    return PartitionWatermarks.strategy(TIME, false, () -> wall);
  }

  /** The second generator of a source is that of its first partition. */
  private WatermarkGenerator<Envelope> partition(WatermarkStrategy<Envelope> strategy) {
    strategy.createWatermarkGenerator(context());
    return strategy.createWatermarkGenerator(context());
  }

  private WatermarkGeneratorSupplier.Context context() {
    return new WatermarkGeneratorSupplier.Context() {
      @Override
      public MetricGroup getMetricGroup() {
        return new UnregisteredMetricsGroup();
      }

      @Override
      public RelativeClock getInputActivityClock() {
        return activity;
      }
    };
  }

  private static final class Signals implements WatermarkOutput {
    private final List<Long> watermarks = new ArrayList<>();
    private int idle;

    @Override
    public void emitWatermark(Watermark watermark) {
      watermarks.add(watermark.getTimestamp());
    }

    @Override
    public void markIdle() {
      idle++;
    }

    @Override
    public void markActive() {}
  }
}

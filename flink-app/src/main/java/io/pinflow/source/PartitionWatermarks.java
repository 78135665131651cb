package io.pinflow.source;

import io.pinflow.config.TimeConfig;
import io.pinflow.record.Envelope;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.util.clock.Clock;
import org.apache.flink.util.clock.RelativeClock;
import org.apache.flink.util.clock.SystemClock;
import org.apache.flink.util.function.SerializableSupplier;

/**
 * Watermarks of the Kafka source, one generator a partition.
 *
 * <p>A source operator asks for the generator of its main output first and for those of its
 * partitions after. No record takes the main output; its generator only marks a subtask idle that
 * was given no partition, because nobody else would.
 */
final class PartitionWatermarks implements WatermarkGeneratorSupplier<Envelope> {

  private static final long serialVersionUID = 1L;

  /**
   * How far partitions may drift apart. Small enough to keep the parts of a post near each other in
   * a back-fill, large enough that fetching in bursts does not stall on it.
   */
  private static final Duration MAX_DRIFT = Duration.ofMinutes(1);

  /**
   * Between two looks at the others a partition passes the drift at most, and what it says is one
   * look old. So a back-fill can go through 5 to 10 minutes of arrivals a second, hardly ever less
   * than the rest of the job can.
   */
  private static final Duration ALIGNMENT_INTERVAL = Duration.ofMillis(100);

  private final TimeConfig time;
  private final boolean bounded;
  private final SerializableSupplier<Clock> system;
  private transient SteadyClock wall;
  private transient int partitions;

  private PartitionWatermarks(
      TimeConfig time, boolean bounded, SerializableSupplier<Clock> system) {
    this.time = time;
    this.bounded = bounded;
    this.system = system;
  }

  /**
   * Timestamps are arrival times; in a bounded run silence means nothing, the end fires windows.
   */
  static WatermarkStrategy<Envelope> strategy(TimeConfig time, boolean bounded) {
    return strategy(time, bounded, SystemClock::getInstance);
  }

  static WatermarkStrategy<Envelope> strategy(
      TimeConfig time, boolean bounded, SerializableSupplier<Clock> system) {
    return WatermarkStrategy.forGenerator(new PartitionWatermarks(time, bounded, system))
        .withTimestampAssigner((envelope, ignored) -> envelope.arrivalTime)
        .withWatermarkAlignment("kafka", MAX_DRIFT, ALIGNMENT_INTERVAL);
  }

  @Override
  public WatermarkGenerator<Envelope> createWatermarkGenerator(Context context) {
    if (wall == null) {
      wall = new SteadyClock(system.get());
      return new OfMainOutput(context.getInputActivityClock());
    }
    partitions++;
    return new OfPartition(context.getInputActivityClock());
  }

  private final class OfMainOutput implements WatermarkGenerator<Envelope> {
    private final RelativeClock clock;
    private final SplitProgress progress;

    OfMainOutput(RelativeClock clock) {
      this.clock = clock;
      this.progress = new SplitProgress(time, clock.relativeTimeMillis());
    }

    @Override
    public void onEvent(Envelope event, long timestamp, WatermarkOutput output) {
      throw new IllegalStateException("a Kafka record outside of any partition");
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      if (partitions == 0 && progress.isSilent(clock.relativeTimeMillis())) {
        output.markIdle();
      }
    }
  }

  private final class OfPartition implements WatermarkGenerator<Envelope> {
    private final RelativeClock clock;
    private final SplitProgress progress;
    private boolean spoke;

    OfPartition(RelativeClock clock) {
      this.clock = clock;
      this.progress = new SplitProgress(time, clock.relativeTimeMillis());
    }

    @Override
    public void onEvent(Envelope event, long timestamp, WatermarkOutput output) {
      progress.arrived(timestamp);
      wall.seen(timestamp);
      spoke = true;
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      long now = clock.relativeTimeMillis();
      if (spoke || bounded) {
        progress.active(now);
        spoke = false;
      }
      output.emitWatermark(new Watermark(progress.watermark(now, wall.now())));
    }
  }
}

package io.pinflow.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.config.TimeConfig;
import io.pinflow.record.Channel;
import io.pinflow.record.Envelope;
import io.pinflow.record.Kind;
import io.pinflow.record.Origin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.clock.Clock;
import org.apache.flink.util.clock.RelativeClock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The clock of the machine is set in the middle of three minutes in which one split speaks every
 * second and another falls silent for longer than {@code idle-after}: everything that goes on from
 * the source is as if it had not been.
 */
class ClockJumpTest {

  private static final long T0 = 1_767_225_600_000L;
  private static final int SECONDS = 180;
  private static final int SILENT_FROM = 60;
  private static final int SILENT_TO = 120;
  private static final TimeConfig TIME =
      new TimeConfig(Duration.ofSeconds(30), Duration.ofSeconds(5), Duration.ofMinutes(1));

  private final JumpingClock clock = new JumpingClock(T0);

  @ParameterizedTest
  @ValueSource(strings = {"PT1H", "-PT1H", "PT20S", "-PT20S"})
  void shardsGoOnAsIfTheClockHadNotJumped(Duration jump) throws Exception {
    List<Object> steady = new ClockJumpTest().shards(Duration.ZERO);

    assertThat(shards(jump)).isEqualTo(steady).hasSizeGreaterThan(2 * SECONDS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT1H", "-PT1H", "PT20S", "-PT20S"})
  void partitionsGoOnAsIfTheClockHadNotJumped(Duration jump) {
    List<Object> steady = new ClockJumpTest().partitions(Duration.ZERO);

    assertThat(partitions(jump)).isEqualTo(steady).hasSizeGreaterThan(2 * SECONDS);
  }

  /** A machine that slept: its clock is right, and no time has passed. */
  @ParameterizedTest
  @ValueSource(strings = "PT8H")
  void silenceAfterASleepFollowsTheClockOnceARecordHasCome(Duration sleep) throws Exception {
    List<Object> out = shards(sleep, sleep);

    assertThat(out).contains(T0 + sleep.toMillis() + (SILENT_TO - 6) * 1_000 - 1);
  }

  private List<Object> shards(Duration jump) throws Exception {
    return shards(jump, Duration.ZERO);
  }

  /** Records' arrival times and watermarks, in the order in which they leave the operator. */
  @SuppressWarnings({"try", "deprecation"}) // as Flink declares its harness and its operators
  private List<Object> shards(Duration jump, Duration later) throws Exception {
    ShardWatermarkOperator operator = new ShardWatermarkOperator(TIME);
    try (OneInputStreamOperatorTestHarness<Envelope, Envelope> harness =
        new OneInputStreamOperatorTestHarness<>(operator)) {
      harness.setup();
      operator.setProcessingTimeService(new Timers(operator.getProcessingTimeService(), clock));
      harness.open();
      for (int second = 1; second <= SECONDS; second++) {
        tick(second, jump);
        long arrival = arrival(second) + (second > SECONDS / 4 ? later.toMillis() : 0);
        harness.processElement(record("shard-0", arrival));
        if (speaks(second)) {
          harness.processElement(record("shard-1", arrival));
        }
        harness.setProcessingTime(T0 + second * 1_000);
      }
      return harness.getOutput().stream().map(ClockJumpTest::time).toList();
    }
  }

  private List<Object> partitions(Duration jump) {
    Clock system = clock;
    WatermarkStrategy<Envelope> strategy = PartitionWatermarks.strategy(TIME, false, () -> system);
    strategy.createWatermarkGenerator(new Context(clock));
    List<WatermarkGenerator<Envelope>> partitions =
        List.of(
            strategy.createWatermarkGenerator(new Context(clock)),
            strategy.createWatermarkGenerator(new Context(clock)));
    ArrivalClock arrivals = new ArrivalClock(Channel.KAFKA, TIME.futureBound());
    arrivals.open(new UnregisteredMetricsGroup(), new SteadyClock(clock));
    Signals signals = new Signals();
    for (int second = 1; second <= SECONDS; second++) {
      tick(second, jump);
      long arrival = arrivals.arrivalTime(arrival(second));
      signals.out.add(arrival);
      partitions.get(0).onEvent(new Envelope(), arrival, signals);
      if (speaks(second)) {
        partitions.get(1).onEvent(new Envelope(), arrival, signals);
      }
      partitions.forEach(partition -> partition.onPeriodicEmit(signals));
    }
    return signals.out;
  }

  private void tick(int second, Duration jump) {
    clock.pass(Duration.ofSeconds(1));
    if (second == SECONDS / 4) {
      clock.jump(jump);
    }
  }

  /** By the clock of the broker, which runs a little ahead of ours. */
  private static long arrival(int second) {
    return T0 + second * 1_000 + 50;
  }

  private static boolean speaks(int second) {
    return second < SILENT_FROM || second >= SILENT_TO;
  }

  private static StreamRecord<Envelope> record(String shard, long arrival) {
    Origin origin = new Origin(Channel.KINESIS, "pins", shard, "1");
    return new StreamRecord<>(new Envelope(Kind.PIN, origin, arrival, new byte[0]));
  }

  private static Object time(Object out) {
    return out instanceof StreamRecord<?> record
        ? ((Envelope) record.getValue()).arrivalTime
        : ((org.apache.flink.streaming.api.watermark.Watermark) out).getTimestamp();
  }

  /** What partitions say, of both kinds. */
  private static final class Signals implements WatermarkOutput {
    private final List<Object> out = new ArrayList<>();

    @Override
    public void emitWatermark(Watermark watermark) {
      out.add(watermark.getTimestamp());
    }

    @Override
    public void markIdle() {
      out.add("idle");
    }

    @Override
    public void markActive() {
      out.add("active");
    }
  }

  private record Context(RelativeClock getInputActivityClock)
      implements WatermarkGeneratorSupplier.Context {

    @Override
    public MetricGroup getMetricGroup() {
      return new UnregisteredMetricsGroup();
    }
  }

  /** The timers of the harness, by another clock. */
  private record Timers(ProcessingTimeService timers, Clock getClock)
      implements ProcessingTimeService {

    @Override
    public long getCurrentProcessingTime() {
      return timers.getCurrentProcessingTime();
    }

    @Override
    public ScheduledFuture<?> registerTimer(long time, ProcessingTimeCallback target) {
      return timers.registerTimer(time, target);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(
        ProcessingTimeCallback callback, long initialDelay, long period) {
      return timers.scheduleAtFixedRate(callback, initialDelay, period);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(
        ProcessingTimeCallback callback, long initialDelay, long period) {
      return timers.scheduleWithFixedDelay(callback, initialDelay, period);
    }

    @Override
    public CompletableFuture<Void> quiesce() {
      return timers.quiesce();
    }
  }
}

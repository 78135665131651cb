package io.pinflow.source;

import io.pinflow.record.Channel;
import io.pinflow.record.Metrics;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * Turns the time a channel gives a record into its arrival time.
 *
 * <p>A producer's clock may be wrong: a time further ahead of ours than the bound becomes our clock
 * plus the bound, so that no record can drag the watermark into the future. A missing time becomes
 * the epoch, which is late for every window and moves no watermark.
 */
final class ArrivalClock implements Serializable {

  private static final long serialVersionUID = 1L;

  private final Channel channel;
  private final long futureBound;
  private final Clock clock;
  private transient Counter clamped;

  ArrivalClock(Channel channel, Duration futureBound) {
    this(channel, futureBound, Clock.systemUTC());
  }

  ArrivalClock(Channel channel, Duration futureBound, Clock clock) {
    this.channel = channel;
    this.futureBound = futureBound.toMillis();
    this.clock = clock;
  }

  void open(MetricGroup metrics) {
    clamped =
        metrics
            .addGroup(Metrics.GROUP)
            .addGroup("channel", channel.label())
            .counter(Metrics.CLAMPED);
  }

  /** Milliseconds since the epoch, not below it. */
  long arrivalTime(long given) {
    long latest = clock.millis() + futureBound;
    if (given > latest) {
      clamped.inc();
      return latest;
    }
    return Math.max(given, 0);
  }
}

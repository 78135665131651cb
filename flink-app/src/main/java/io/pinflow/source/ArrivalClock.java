package io.pinflow.source;

import io.pinflow.record.Channel;
import io.pinflow.record.Metrics;
import java.io.Serializable;
import java.time.Duration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * Turns the time a channel gives a record into its arrival time.
 *
 * <p>A producer's clock may be wrong: a time further ahead of ours than the bound becomes our clock
 * plus the bound, so that no record can drag the watermark into the future. Our own may jump back,
 * which clamps nothing. A missing time becomes the epoch, which is late for every window and moves
 * no watermark.
 */
final class ArrivalClock implements Serializable {

  private static final long serialVersionUID = 1L;

  private final Channel channel;
  private final long futureBound;
  private transient SteadyClock clock;
  private transient Counter clamped;

  ArrivalClock(Channel channel, Duration futureBound) {
    this.channel = channel;
    this.futureBound = futureBound.toMillis();
  }

  void open(MetricGroup metrics, SteadyClock now) {
    clock = now;
    clamped =
        metrics
            .addGroup(Metrics.GROUP)
            .addGroup("channel", channel.label())
            .counter(Metrics.CLAMPED);
  }

  /** Milliseconds since the epoch, not below it. */
  long arrivalTime(long given) {
    long latest = clock.latest() + futureBound;
    if (given > latest) {
      clamped.inc();
      return latest;
    }
    return Math.max(given, 0);
  }
}

package io.pinflow.source;

import org.apache.flink.util.clock.Clock;
import org.apache.flink.util.clock.SystemClock;

/**
 * What time it is, by the system's clock at the start and the time that has passed since: when the
 * system's clock jumps, event time does not jump with it.
 *
 * <p>Passing time stands still while a machine sleeps. A record that arrived later than this clock
 * has come, and no later than the system's, shows that it fell behind and takes it along.
 */
final class SteadyClock {

  /** No sleep is shorter that matters, and no two clocks that are right differ by so much. */
  private static final long SLEEP = 60_000;

  private final Clock system;
  private long start;

  SteadyClock(Clock system) {
    this.system = system;
    this.start = system.absoluteTimeMillis() - system.relativeTimeMillis();
  }

  static SteadyClock ofSystem() {
    return new SteadyClock(SystemClock.getInstance());
  }

  /** Milliseconds since the epoch. */
  long now() {
    return start + system.relativeTimeMillis();
  }

  /** Milliseconds since the epoch, by this clock or the system's, whichever is later. */
  long latest() {
    return Math.max(system.absoluteTimeMillis(), now());
  }

  /** Milliseconds that pass evenly, since an arbitrary moment. */
  long passed() {
    return system.relativeTimeMillis();
  }

  /** Something arrived at this time, so it cannot be earlier now, if the system agrees. */
  void seen(long arrivalTime) {
    long behind = Math.min(arrivalTime, system.absoluteTimeMillis()) - now();
    if (behind > SLEEP) {
      start += behind;
    }
  }
}

package io.pinflow.source;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.flink.util.clock.Clock;
import org.apache.flink.util.clock.ManualClock;

/** A clock on which time passes as told, and that can be set like the clock of a machine. */
final class JumpingClock extends Clock {

  private final ManualClock passed = new ManualClock();
  private long set;

  JumpingClock(long now) {
    set = now;
  }

  void pass(Duration time) {
    passed.advanceTime(time);
  }

  void jump(Duration by) {
    set += by.toMillis();
  }

  @Override
  public long absoluteTimeMillis() {
    return set + passed.relativeTimeMillis();
  }

  @Override
  public long relativeTimeMillis() {
    return passed.relativeTimeMillis();
  }

  @Override
  public long relativeTimeNanos() {
    return TimeUnit.MILLISECONDS.toNanos(relativeTimeMillis());
  }
}

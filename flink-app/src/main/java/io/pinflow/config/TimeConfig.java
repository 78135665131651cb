package io.pinflow.config;

import java.io.Serializable;
import java.time.Duration;

/** The validated group {@code time}: how arrival times become watermarks. */
public final class TimeConfig implements Serializable {

  private static final long serialVersionUID = 1L;

  private final Duration idleAfter;
  private final Duration outOfOrderness;
  private final Duration futureBound;

  public TimeConfig(Duration idleAfter, Duration outOfOrderness, Duration futureBound) {
    this.idleAfter = idleAfter;
    this.outOfOrderness = outOfOrderness;
    this.futureBound = futureBound;
  }

  static TimeConfig read(Groups groups) {
    return new TimeConfig(
        groups.get(Options.IDLE_AFTER),
        groups.get(Options.OUT_OF_ORDERNESS),
        groups.get(Options.FUTURE_BOUND));
  }

  /** Silence after which a partition or shard no longer holds the watermark back. */
  public Duration idleAfter() {
    return idleAfter;
  }

  /** How far arrival times in one partition or shard may go back. */
  public Duration outOfOrderness() {
    return outOfOrderness;
  }

  /** How far ahead of the job's clock an arrival time may be. */
  public Duration futureBound() {
    return futureBound;
  }
}

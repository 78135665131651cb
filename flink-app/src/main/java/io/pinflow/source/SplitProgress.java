package io.pinflow.source;

import io.pinflow.config.TimeConfig;

/**
 * How far one partition or shard has come in event time.
 *
 * <p>While it speaks, its watermark follows its latest arrival. Once silent for {@code idle-after}
 * it follows our clock, so that the last windows fire; silence is measured on a clock that stands
 * still while the job is not reading, so back-pressure does not count.
 */
final class SplitProgress {

  private static final long NONE = Long.MIN_VALUE;

  private final long idleAfter;
  private final long outOfOrderness;
  private long latestArrival = NONE;
  private long lastActive;

  SplitProgress(TimeConfig time, long activeNow) {
    this.idleAfter = time.idleAfter().toMillis();
    this.outOfOrderness = time.outOfOrderness().toMillis();
    this.lastActive = activeNow;
  }

  void arrived(long arrivalTime) {
    latestArrival = Math.max(latestArrival, arrivalTime);
  }

  void active(long activeNow) {
    lastActive = activeNow;
  }

  boolean isSilent(long activeNow) {
    return activeNow - lastActive >= idleAfter;
  }

  /** The watermark of this split: nothing before it is expected any more. */
  long watermark(long activeNow, long wallNow) {
    long reached = isSilent(activeNow) ? Math.max(latestArrival, wallNow) : latestArrival;
    return reached == NONE ? NONE : reached - outOfOrderness - 1;
  }
}

package io.pinflow.local;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Pauses that double from 50 ms to 2 s, shortened at random so that writers do not fall in step.
 */
final class Backoff {

  private static final long LONGEST = TimeUnit.SECONDS.toNanos(2);

  private long next = TimeUnit.MILLISECONDS.toNanos(50);

  void pause() {
    LockSupport.parkNanos(next / 2 + ThreadLocalRandom.current().nextLong(next / 2));
    next = Math.min(LONGEST, next * 2);
  }
}

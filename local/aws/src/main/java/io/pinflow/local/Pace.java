package io.pinflow.local;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Holds a sender to a number of posts a second; 0 is as fast as it goes. */
final class Pace {

  private final double perSecond;
  private final long start = System.nanoTime();

  Pace(double perSecond) {
    this.perSecond = perSecond;
  }

  /** Returns when the nth post, from 0, is due. */
  void await(long n) {
    if (perSecond > 0) {
      long due = start + (long) (n / perSecond * TimeUnit.SECONDS.toNanos(1));
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
    }
  }
}

package io.pinflow.local.gateway;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Bounds the bodies that are on their way to one backend. Who comes when it is full waits a moment,
 * unread, and is then refused; so a backend that stands still fills neither memory nor all threads.
 */
final class Admission {

  /** What an empty body counts, so that the number of requests is bounded too: 48 small ones. */
  private static final int LEAST = 256 << 10;

  /** One largest body and some more. */
  private static final int ALL = 12 << 20;

  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Semaphore bytes = new Semaphore(ALL, true);

  /** A body that is let in, until closed. */
  interface Pass extends AutoCloseable {
    @Override
    void close();
  }

  /** Null if there is no room in time. */
  Pass enter(long size) {
    int charge = (int) Math.max(LEAST, Math.min(ALL, size));
    try {
      boolean entered = bytes.tryAcquire(charge, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return entered ? () -> bytes.release(charge) : null;
    } catch (InterruptedException ended) {
      return null;
    }
  }
}

package io.pinflow.delta;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread for what can wait. It rests after each piece of work as long as that took, so that it
 * uses half of a core at most. Work that fails is logged and forgotten.
 */
final class BackgroundThread implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(BackgroundThread.class);
  private static final long CLOSE_SECONDS = 10;

  private final CountDownLatch closed = new CountDownLatch(1);
  private final ScheduledExecutorService thread;

  BackgroundThread(String name) {
    this.thread = Executors.newSingleThreadScheduledExecutor(DaemonThreads.named(name));
  }

  /** Work may run into an interruption when the thread is closed. */
  interface Work {
    void run() throws IOException;
  }

  /** Does the work after all that was given before; never, once closed. */
  synchronized void execute(String what, Work work) {
    if (!isClosed()) {
      thread.execute(() -> run(what, work));
    }
  }

  /** Does the work after a while, and again and again. */
  synchronized void repeat(String what, Duration first, Duration interval, Work work) {
    if (!isClosed()) {
      thread.scheduleWithFixedDelay(
          () -> run(what, work), first.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void run(String what, Work work) {
    long start = System.nanoTime();
    try {
      work.run();
    } catch (IOException | RuntimeException e) {
      if (!isClosed()) {
        LOG.warn("Could not {}; will try again", what, e);
      }
    }
    restSince(start);
  }

  /**
   * Rests as long as it is since then.
   *
   * @param start by the clock of {@link System#nanoTime}
   */
  void restSince(long start) {
    try {
      closed.await(System.nanoTime() - start, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  boolean isClosed() {
    return closed.getCount() == 0;
  }

  /** Breaks off what is running. */
  @Override
  public void close() {
    synchronized (this) {
      closed.countDown();
    }
    thread.shutdownNow();
    try {
      thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package io.pinflow.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Writes one stream in batches, the next only when the one before is wholly acknowledged: so what a
 * batch's refused records are overtaken by are only records of the same batch.
 */
final class StreamWriter implements Runnable {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** Puts a batch, acknowledges what is taken and returns what is refused for now. */
  interface Put {
    List<Delivery> once(List<Delivery> batch);
  }

  /**
   * How large a batch is at most.
   *
   * @param bytes of payloads, each with {@link #OVERHEAD}
   */
  record Bounds(int records, int bytes) {}

  /** Of keys and the like. */
  private static final long OVERHEAD = 32;

  private final String stream;
  private final Bounds bounds;
  private final Put put;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<Delivery> waiting = new ArrayList<>();
  private boolean writing;
  private boolean closed;
  private RuntimeException failure;

  StreamWriter(String stream, Bounds bounds, Put put) {
    this.stream = stream;
    this.bounds = bounds;
    this.put = put;
    this.thread = new Thread(this, "writer-" + stream);
    thread.setDaemon(true);
    thread.start();
  }

  void take(Delivery delivery) {
    lock.lock();
    try {
      await(() -> waiting.size() < 4 * bounds.records());
      waiting.add(delivery);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void flush() {
    lock.lock();
    try {
      await(() -> waiting.isEmpty() && !writing);
    } finally {
      lock.unlock();
    }
  }

  /** A condition on the fields the lock guards. */
  private interface State {
    boolean reached();
  }

  private void await(State state) {
    while (failure == null && !state.reached()) {
      changed.awaitUninterruptibly();
    }
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public void run() {
    try {
      for (List<Delivery> batch = next(); !batch.isEmpty(); batch = next()) {
        put(batch);
      }
    } catch (RuntimeException broken) {
      fail(broken);
    }
  }

  private void fail(RuntimeException cause) {
    lock.lock();
    try {
      failure = cause;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Everything that waits, up to a batch; empty at the end. */
  private List<Delivery> next() {
    lock.lock();
    try {
      writing = false;
      changed.signalAll();
      while (waiting.isEmpty() && !closed) {
        changed.awaitUninterruptibly();
      }
      int count = 0;
      for (long bytes = 0; count < Math.min(bounds.records(), waiting.size()); count++) {
        bytes += size(waiting.get(count)) + OVERHEAD;
        if (bytes > bounds.bytes() && count > 0) {
          break;
        }
      }
      List<Delivery> batch = new ArrayList<>(waiting.subList(0, count));
      waiting.subList(0, count).clear();
      writing = !batch.isEmpty();
      changed.signalAll();
      return batch;
    } finally {
      lock.unlock();
    }
  }

  private static long size(Delivery delivery) {
    return delivery.payload() == null ? 0 : delivery.payload().length;
  }

  private void put(List<Delivery> batch) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Backoff backoff = new Backoff();
    for (List<Delivery> left = put.once(batch); !left.isEmpty(); left = put.once(left)) {
      if (System.nanoTime() > deadline) {
        throw new Failure(
            "%2$s refused %1$d records for %3$d s."
                .formatted(left.size(), stream, PATIENCE.toSeconds()));
      }
      backoff.pause();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}

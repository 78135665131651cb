package io.pinflow.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

/**
 * Writes one stream in batches, the next only when the one before is wholly acknowledged: so what a
 * batch's refused records are overtaken by are only records of the same batch.
 */
final class StreamWriter implements Runnable {

  /** What PutRecords takes at once; 5 MiB with the keys. */
  private static final int MOST_RECORDS = 500;

  private static final int MOST_BYTES = 4 << 20;
  private static final int MOST_WAITING = 4 * MOST_RECORDS;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final KinesisClient client;
  private final String stream;
  private final Receipts receipts;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<Delivery> waiting = new ArrayList<>();
  private boolean writing;
  private boolean closed;
  private RuntimeException failure;

  StreamWriter(KinesisClient client, String stream, Receipts receipts) {
    this.client = client;
    this.stream = stream;
    this.receipts = receipts;
    this.thread = new Thread(this, "kinesis-" + stream);
    thread.setDaemon(true);
    thread.start();
  }

  void take(Delivery delivery) {
    lock.lock();
    try {
      await(() -> waiting.size() < MOST_WAITING);
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
      fail(
          broken instanceof SdkException
              ? new Failure("Kinesis did not take records: " + broken.getMessage(), broken)
              : broken);
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
      for (long bytes = 0; count < Math.min(MOST_RECORDS, waiting.size()); count++) {
        bytes += waiting.get(count).payload().length + 32L;
        if (bytes > MOST_BYTES && count > 0) {
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

  private void put(List<Delivery> batch) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Backoff backoff = new Backoff();
    for (List<Delivery> left = putOnce(batch); !left.isEmpty(); left = putOnce(left)) {
      if (System.nanoTime() > deadline) {
        throw new Failure(
            "Kinesis refused %d records of %s for %d s."
                .formatted(left.size(), stream, PATIENCE.toSeconds()));
      }
      backoff.pause();
    }
  }

  /** Returns the records that were refused. */
  private List<Delivery> putOnce(List<Delivery> batch) {
    List<PutRecordsRequestEntry> entries = batch.stream().map(StreamWriter::entry).toList();
    List<PutRecordsResultEntry> results =
        client.putRecords(request -> request.streamName(stream).records(entries)).records();
    List<Delivery> refused = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      PutRecordsResultEntry result = results.get(i);
      if (result.errorCode() != null) {
        refused.add(batch.get(i));
      } else {
        receipts.take(
            new Acknowledged(
                Channel.KINESIS,
                stream,
                result.shardId(),
                result.sequenceNumber(),
                null,
                batch.get(i)));
      }
    }
    return refused;
  }

  private static PutRecordsRequestEntry entry(Delivery delivery) {
    return PutRecordsRequestEntry.builder()
        .partitionKey(Long.toString(delivery.key()))
        .data(SdkBytes.fromByteArrayUnsafe(delivery.payload()))
        .build();
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

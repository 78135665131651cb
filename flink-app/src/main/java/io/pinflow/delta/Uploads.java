package io.pinflow.delta;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Shows the files of a task while it goes on writing: to an object store, the last byte of a file
 * is when all of it is sent. So many tables do not add up their waiting before a checkpoint.
 */
final class Uploads implements AutoCloseable {

  /** Each mostly waits: enough for the tables of a large sink to wait at the same time. */
  private static final int MAX_THREADS = 32;

  private static final long IDLE_SECONDS = 60;

  /** With all threads at work, the task itself does the next upload, and so waits. */
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          0,
          MAX_THREADS,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          DaemonThreads.named("delta-upload"),
          new ThreadPoolExecutor.CallerRunsPolicy());

  Future<Void> start(Callable<Void> upload) {
    FutureTask<Void> task = new FutureTask<>(upload);
    threads.execute(task);
    return task;
  }

  /**
   * Waits for uploads.
   *
   * @throws IOException if one failed
   */
  static void await(List<Future<Void>> uploads) throws IOException {
    try {
      for (Future<Void> upload : uploads) {
        upload.get();
      }
    } catch (ExecutionException e) {
      throw new IOException("A data file could not be uploaded.", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while data files were uploaded.", e);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}

package io.pinflow.delta;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs a task per table, some at a time: on S3 a commit is mostly waiting. */
final class Concurrently implements AutoCloseable {

  /** Each mostly waits: enough for the tables of a large sink to wait at the same time. */
  private static final int MAX_THREADS = 32;

  private final ExecutorService threads;

  Concurrently(int tables, String name) {
    this.threads =
        Executors.newFixedThreadPool(
            Math.max(1, Math.min(tables, MAX_THREADS)), DaemonThreads.named(name));
  }

  /** Waits for all, then fails if any failed; the failures of the others are kept with it. */
  void run(List<Callable<Void>> tasks) throws IOException, InterruptedException {
    List<Future<Void>> running = new ArrayList<>();
    tasks.forEach(task -> running.add(threads.submit(task)));
    Throwable failure = null;
    for (Future<Void> task : running) {
      try {
        task.get();
      } catch (ExecutionException e) {
        if (failure == null) {
          failure = e.getCause();
        } else {
          failure.addSuppressed(e.getCause());
        }
      } catch (InterruptedException e) {
        running.forEach(each -> each.cancel(true));
        throw e;
      }
    }
    rethrow(failure);
  }

  private static void rethrow(Throwable failure) throws IOException {
    if (failure instanceof IOException) {
      throw (IOException) failure;
    } else if (failure instanceof RuntimeException) {
      throw (RuntimeException) failure;
    } else if (failure != null) {
      throw new IOException(failure);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}

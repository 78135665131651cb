package io.pinflow.local;

import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A line that is written over itself on a terminal, and now and then a new one elsewhere. */
final class Progress {

  /** Told by the launcher, as Java cannot ask about the error output alone. */
  private static final boolean TERMINAL = Boolean.getBoolean("pinflow.terminal");

  private static final String ERASE = "\r\033[K";

  private final Supplier<String> line;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "progress");
            thread.setDaemon(true);
            return thread;
          });

  private Progress(Supplier<String> line) {
    this.line = line;
    long period = TERMINAL ? 200 : 5_000;
    clock.scheduleAtFixedRate(this::print, period, period, TimeUnit.MILLISECONDS);
  }

  private synchronized void print() {
    System.err.print(TERMINAL ? ERASE + line.get() : line.get() + "\n");
  }

  /** Shows the line while the work is done; its last state stays on the screen. */
  static <T> T during(Supplier<String> line, Callable<T> work) throws Exception {
    Progress progress = new Progress(line);
    try {
      return work.call();
    } finally {
      progress.end();
    }
  }

  private void end() {
    clock.shutdownNow();
    print();
    if (TERMINAL) {
      System.err.println();
    }
  }
}

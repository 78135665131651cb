package io.pinflow.local;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A line that is written over itself on a terminal, and now and then a new one elsewhere; above it
 * a page of lines, if there is one.
 */
final class Progress {

  /** Told by the launcher, as Java cannot ask about the error output alone. */
  private static final boolean TERMINAL = Boolean.getBoolean("pinflow.terminal");

  /** Whether pages can be written over each other, as both outputs are the same terminal. */
  static final boolean SCREEN = TERMINAL && Boolean.getBoolean("pinflow.screen");

  private static final int COLUMNS = Integer.getInteger("pinflow.columns", Integer.MAX_VALUE);
  private static final String ERASE = "\r\033[K";
  private static final String UP_AND_ERASE = "\r\033[%dA\033[J";
  private static final PrintStream PAGES =
      new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

  private final Supplier<String> line;
  private final Supplier<String> page;
  private long pageLines;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "progress");
            thread.setDaemon(true);
            return thread;
          });

  private Progress(Supplier<String> line, Supplier<String> page) {
    this.line = line;
    this.page = page;
    long period = TERMINAL ? 200 : 5_000;
    clock.scheduleAtFixedRate(this::print, period, period, TimeUnit.MILLISECONDS);
  }

  private synchronized void print() {
    String next = page.get();
    if (next != null) {
      show(next);
    }
    System.err.print(TERMINAL ? ERASE + shortened(line.get()) : line.get() + "\n");
  }

  private void show(String next) {
    if (SCREEN) {
      System.err.print(pageLines > 0 ? UP_AND_ERASE.formatted(pageLines) : ERASE);
    }
    PAGES.print("\n" + next + "\n");
    pageLines = next.lines().count() + 2;
  }

  /** One that went on on the next line could not be written over. */
  private static String shortened(String text) {
    return text.length() < COLUMNS ? text : text.substring(0, COLUMNS - 1);
  }

  /** Shows the line while the work is done; its last state stays on the screen. */
  static <T> T during(Supplier<String> line, Callable<T> work) throws Exception {
    return during(line, () -> null, work);
  }

  /**
   * @param page the next one to be shown, or null
   */
  static <T> T during(Supplier<String> line, Supplier<String> page, Callable<T> work)
      throws Exception {
    Progress progress = new Progress(line, page);
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

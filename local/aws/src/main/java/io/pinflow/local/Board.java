package io.pinflow.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** The insights to date, read again and again by one Spark that {@code local/databricks} runs. */
final class Board implements Supplier<String> {

  private static final String PAGE_END = "\f";

  private final Process spark;
  private final AtomicReference<String> page = new AtomicReference<>();

  private Board(Process spark) {
    this.spark = spark;
  }

  static Board start(StackConfig stack, Path tables) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            stack.home().resolve("local/databricks/board").toString(),
            "--lake",
            tables.toString(),
            "--every",
            Progress.SCREEN ? "5" : "60");
    Path log = stack.data().resolve("logs/board.log");
    Board board = new Board(builder.redirectError(Redirect.to(log.toFile())).start());
    Thread reader = new Thread(board::read, "board");
    reader.setDaemon(true);
    reader.start();
    return board;
  }

  private void read() {
    try (BufferedReader lines = spark.inputReader(StandardCharsets.UTF_8)) {
      StringBuilder next = new StringBuilder();
      for (String line; (line = lines.readLine()) != null; ) {
        if (line.equals(PAGE_END)) {
          page.set(next.toString());
          next.setLength(0);
        } else {
          next.append(line).append('\n');
        }
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** The last page, if it is a new one; else null. */
  @Override
  public String get() {
    return page.getAndSet(null);
  }

  void end() {
    spark.destroy();
  }
}

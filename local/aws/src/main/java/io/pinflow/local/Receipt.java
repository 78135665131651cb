package io.pinflow.local;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** Counts what is acknowledged and, when asked, writes it down. */
final class Receipt implements Receipts, Closeable {

  private final Tally tally;
  private final SentLog log;

  private Receipt(Tally tally, SentLog log) {
    this.tally = tally;
    this.log = log;
  }

  /** No folder, no log. */
  static Receipt of(Tally tally, String folder) throws IOException {
    return new Receipt(tally, folder == null ? null : new SentLog(Path.of(folder)));
  }

  @Override
  public void take(Acknowledged record) {
    if (log != null) {
      log.take(record);
    }
    tally.take(record);
  }

  @Override
  public void close() throws IOException {
    if (log != null) {
      log.close();
    }
  }
}

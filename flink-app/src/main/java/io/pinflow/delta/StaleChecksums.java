package io.pinflow.delta;

import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Checksums, written by other engines, of commits that were cleaned from a log: Delta Kernel leaves
 * them. They are found where the log begins, without listing the rest of it.
 */
final class StaleChecksums {

  private static final int VERSION_DIGITS = 20;
  private static final int MOST = 10_000;

  private StaleChecksums() {}

  static void remove(LogStorage storage, String table) throws IOException {
    String log = table + "/" + LogStorage.LOG + "/";
    List<String> checksums = new ArrayList<>();
    Iterator<FileStatus> files = storage.listFrom(log + "0".repeat(VERSION_DIGITS));
    while (files.hasNext() && checksums.size() < MOST) {
      String name = LogStorage.name(files.next().getPath());
      if (!name.endsWith(".crc")) {
        String oldest = name.substring(0, Math.min(VERSION_DIGITS, name.length()));
        checksums.removeIf(path -> LogStorage.name(path).startsWith(oldest));
        break;
      }
      checksums.add(log + name);
    }
    storage.deleteAll(checksums);
  }
}

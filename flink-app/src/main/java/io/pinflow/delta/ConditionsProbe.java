package io.pinflow.delta;

import java.io.IOException;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out whether a store honours that a file must not be there yet. */
final class ConditionsProbe {

  private static final Logger LOG = LoggerFactory.getLogger(ConditionsProbe.class);

  private ConditionsProbe() {}

  /**
   * Creates a file beside the log twice, the second time with other content.
   *
   * @param table the root of the table
   * @throws DeltaSinkException if the store lets it
   */
  static void validate(LogStorage storage, String table) throws IOException {
    String probe = table + "/" + LogStorage.LOG + "/.probe-" + UUID.randomUUID();
    try {
      storage.putIfAbsent(probe, new byte[] {1});
      if (storage.putIfAbsent(probe, new byte[] {2})) {
        throw new DeltaSinkException(
            String.format(
                "The store of %s overwrites a file that must not be there yet, so two writers would"
                    + " lose commits. If this job is the only writer of its tables, set the commit"
                    + " mode single-writer; else put them on a store that honours If-None-Match.",
                table));
      }
    } finally {
      remove(storage, probe);
    }
  }

  private static void remove(LogStorage storage, String probe) {
    try {
      storage.delete(probe);
    } catch (IOException e) {
      LOG.warn("Could not remove {}, which nobody reads", probe, e);
    }
  }
}

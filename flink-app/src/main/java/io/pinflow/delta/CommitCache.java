package io.pinflow.delta;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Commits that were read or written lately. They never change, so a log need not be fetched again
 * whenever its table is loaded; a table that was deleted and made anew shows by other tags in the
 * next listing, which comes before every load.
 */
final class CommitCache {

  private static final int MAX_COMMIT_BYTES = 256 << 10;

  private final long maxBytes;
  private final Map<String, Commit> commits = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  CommitCache(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Null if it is not here. */
  synchronized byte[] get(String path) {
    Commit commit = commits.get(path);
    return commit == null ? null : commit.content;
  }

  /** Keeps it if it is a commit of usual size, in place of those not asked for longest. */
  synchronized void put(String path, String tag, byte[] content) {
    if (!path.endsWith(".json") || tag == null || content.length > MAX_COMMIT_BYTES) {
      return;
    }
    remove(path);
    commits.put(path, new Commit(tag, content));
    bytes += content.length;
    for (Iterator<Commit> eldest = commits.values().iterator(); bytes > maxBytes; ) {
      bytes -= eldest.next().content.length;
      eldest.remove();
    }
  }

  /** Forgets the commit if the store has another now. */
  synchronized void compare(String path, String tag) {
    Commit commit = commits.get(path);
    if (commit != null && !commit.tag.equals(tag)) {
      remove(path);
    }
  }

  private void remove(String path) {
    Commit removed = commits.remove(path);
    if (removed != null) {
      bytes -= removed.content.length;
    }
  }

  private static final class Commit {

    private final String tag;
    private final byte[] content;

    Commit(String tag, byte[] content) {
      this.tag = tag;
      this.content = content;
    }
  }
}

package io.pinflow.source;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * How many records the partitions of one reader are ahead of the slowest of them, in the order of
 * arrival.
 *
 * <p>A broker hands out equal bytes of each partition, so one with small records gets ahead when
 * there is much to catch up on. The alignment of watermarks bounds that in time, which is many
 * records where many arrive, and the parts of that many posts would have to wait in the state.
 */
final class Leads {

  /** A fraction of what the meeting keeps in memory, and a few times what is fetched at once. */
  static final int MAX_LEAD = 2_000;

  private final Map<String, Lead> leads = new HashMap<>();
  private final Set<String> silent = new HashSet<>();

  /**
   * Notes records of a split; called by the task.
   *
   * @param latest arrival time among them
   */
  synchronized void read(String split, int records, long latest) {
    leads.computeIfAbsent(split, first -> new Lead()).read(records, latest);
    silent.remove(split);
  }

  /** Nothing came of these, whose broker may be gone: nobody waits for them until they are read. */
  synchronized void silent(Collection<String> splits) {
    silent.addAll(splits);
  }

  /**
   * The splits that are to wait for the slowest.
   *
   * @param readable those that have more to read; no other is slow
   */
  synchronized Set<String> ahead(Collection<String> readable) {
    long slowest = Long.MAX_VALUE;
    for (String split : readable) {
      if (!silent.contains(split)) {
        Lead lead = leads.get(split);
        slowest = Math.min(slowest, lead == null ? Long.MIN_VALUE : lead.latest);
      }
    }
    Set<String> ahead = new HashSet<>();
    for (Map.Entry<String, Lead> each : leads.entrySet()) {
      if (each.getValue().over(slowest) > MAX_LEAD) {
        ahead.add(each.getKey());
      }
    }
    return ahead;
  }

  /** What one split has read, by arrival time. */
  private static final class Lead {

    private final ArrayDeque<Batch> batches = new ArrayDeque<>();
    private long latest = Long.MIN_VALUE;
    private int records;

    void read(int count, long upTo) {
      latest = Math.max(latest, upTo);
      records += count;
      batches.addLast(new Batch(count, latest));
    }

    /** The records of batches that reach beyond a time, which never goes back for long. */
    int over(long time) {
      while (!batches.isEmpty() && batches.peekFirst().latest <= time) {
        records -= batches.pollFirst().records;
      }
      return records;
    }
  }

  private static final class Batch {
    private final int records;
    private final long latest;

    Batch(int records, long latest) {
      this.records = records;
      this.latest = latest;
    }
  }
}

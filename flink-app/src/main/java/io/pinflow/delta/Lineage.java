package io.pinflow.delta;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where a job's state comes from, kept in it: the runs that led to it with the last checkpoint of
 * each, and a version of each table that they had reached.
 *
 * <p>A commit of this sink above that version which no run of the lineage made, or made after its
 * last checkpoint here, belongs to a future that this state knows nothing of.
 */
final class Lineage {

  static final Lineage NONE = new Lineage(Collections.emptyMap(), Collections.emptyMap());

  /** Enough for a job that restarts every hour for weeks; older runs lie below the versions. */
  private static final int MAX_RUNS = 1000;

  private final Map<String, Long> runs;
  private final Map<String, Long> versions;

  /**
   * @param runs the last checkpoint by run id, oldest run first
   * @param versions by root of table
   */
  Lineage(Map<String, Long> runs, Map<String, Long> versions) {
    this.runs = Collections.unmodifiableMap(new LinkedHashMap<>(runs));
    this.versions = Collections.unmodifiableMap(new TreeMap<>(versions));
  }

  Map<String, Long> runs() {
    return runs;
  }

  Map<String, Long> versions() {
    return versions;
  }

  /** Whether a commit of this sink belongs to the past of the state. */
  boolean knows(LoggedCommit commit) {
    return runs.getOrDefault(commit.run(), Long.MIN_VALUE) >= commit.checkpoint();
  }

  /** The lineage of a checkpoint that this run takes now. */
  Lineage continued(String run, long checkpoint, Map<String, Long> reached) {
    Map<String, Long> longer = new LinkedHashMap<>(runs);
    longer.put(run, checkpoint);
    List<String> names = new ArrayList<>(longer.keySet());
    names.subList(0, Math.max(0, names.size() - MAX_RUNS)).forEach(longer::remove);
    return new Lineage(longer, reached);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Lineage
        && ((Lineage) other).runs.equals(runs)
        && ((Lineage) other).versions.equals(versions);
  }

  @Override
  public int hashCode() {
    return 31 * runs.hashCode() + versions.hashCode();
  }

  @Override
  public String toString() {
    return "runs " + runs + ", versions " + versions;
  }
}

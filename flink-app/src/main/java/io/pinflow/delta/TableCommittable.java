package io.pinflow.delta;

import java.util.List;
import java.util.Objects;

/**
 * All files of one table between two barriers, with the stamp that makes a second commit of them
 * recognisable.
 *
 * <p>The stamp is an application id, {@code <sink uid>/<run id>}, and a version that grows with the
 * checkpoints. The run id is drawn anew whenever the aggregator starts, and restored committables
 * keep theirs; so new files never look like ones that are in the table already, not even when an
 * older savepoint is restored and its checkpoint ids come again.
 */
final class TableCommittable {

  static final long UNKNOWN = -1;

  private final String table;
  private final String appId;
  private final long version;
  private final boolean replacing;
  private final List<DataFile> files;
  private final long since;
  private final boolean late;

  /**
   * @param table the root of the table
   * @param version the id of the checkpoint
   * @param replacing whether the files take the place of all that the table holds
   */
  TableCommittable(
      String table, String appId, long version, boolean replacing, List<DataFile> files) {
    this(table, appId, version, replacing, files, UNKNOWN, false);
  }

  private TableCommittable(
      String table,
      String appId,
      long version,
      boolean replacing,
      List<DataFile> files,
      long since,
      boolean late) {
    this.table = table;
    this.appId = appId;
    this.version = version;
    this.replacing = replacing;
    this.files = List.copyOf(files);
    this.since = since;
    this.late = late;
  }

  /** Says which version the table had when the run began. */
  TableCommittable since(long begun) {
    return new TableCommittable(table, appId, version, replacing, files, begun, late);
  }

  /** Says that a task restored it, which is not kept in state. */
  TableCommittable late() {
    return new TableCommittable(table, appId, version, replacing, files, since, true);
  }

  String table() {
    return table;
  }

  String appId() {
    return appId;
  }

  long version() {
    return version;
  }

  boolean isReplacing() {
    return replacing;
  }

  /** The version of the table when its run began, or {@link #UNKNOWN}. */
  long since() {
    return since;
  }

  boolean isLate() {
    return late;
  }

  List<DataFile> files() {
    return files;
  }

  long rows() {
    return files.stream().mapToLong(DataFile::rows).sum();
  }

  long bytes() {
    return files.stream().mapToLong(DataFile::bytes).sum();
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof TableCommittable)) {
      return false;
    }
    TableCommittable that = (TableCommittable) other;
    return table.equals(that.table)
        && appId.equals(that.appId)
        && version == that.version
        && replacing == that.replacing
        && since == that.since
        && late == that.late
        && files.equals(that.files);
  }

  @Override
  public int hashCode() {
    return Objects.hash(table, appId, version);
  }

  @Override
  public String toString() {
    return String.format(
        "%d files of checkpoint %d (%s) for %s", files.size(), version, appId, table);
  }
}

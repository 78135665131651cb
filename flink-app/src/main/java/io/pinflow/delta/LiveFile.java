package io.pinflow.delta;

import io.delta.kernel.data.Row;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.actions.AddFile;
import io.delta.kernel.internal.actions.SingleAction;
import java.util.Map;
import java.util.Optional;

/** A file that is part of a version of a table. */
final class LiveFile {

  private final AddFile added;
  private final String path;
  private final Map<String, String> partition;

  /**
   * @param scanned a row of a scan's files
   */
  LiveFile(Row scanned) {
    this.added = new AddFile(scanned.getStruct(InternalScanFileUtils.ADD_FILE_ORDINAL));
    this.path = InternalScanFileUtils.getAddFileStatus(scanned).getPath();
    this.partition = InternalScanFileUtils.getPartitionValues(scanned);
  }

  /** As it stands in the log. */
  AddFile added() {
    return added;
  }

  /** With the root of the table, not percent-encoded. */
  String path() {
    return path;
  }

  long bytes() {
    return added.getSize();
  }

  /** Values by partition column, as the log holds them. */
  Map<String, String> partition() {
    return partition;
  }

  /** Whether its rows are all that there is to it. */
  boolean isPlain() {
    return added.getDeletionVector().isEmpty() && added.getBaseRowId().isEmpty();
  }

  /**
   * A {@code remove} action for it.
   *
   * @param dataChange whether its rows leave the table
   */
  Row removal(boolean dataChange) {
    return SingleAction.createRemoveFileSingleAction(
        added.toRemoveFileRow(dataChange, Optional.of(System.currentTimeMillis())));
  }

  @Override
  public String toString() {
    return path;
  }
}

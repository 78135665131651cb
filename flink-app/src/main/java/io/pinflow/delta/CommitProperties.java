package io.pinflow.delta;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** What a commit says about itself, for {@link StampedCommitter} to put into its commitInfo. */
final class CommitProperties {

  /** The parameter of a commit that a task made of what it had restored. */
  static final String LATE = "restored";

  private CommitProperties() {}

  /** Readers can tell by the checkpoint which commits of several tables belong together. */
  static Map<String, String> of(TableCommittable committable) {
    Map<String, String> properties = new HashMap<>();
    properties.put(StampedCommitter.BLIND, Boolean.toString(!committable.isReplacing()));
    properties.put(
        StampedCommitter.PARAMETER + "checkpointId", Long.toString(committable.version()));
    properties.put(StampedCommitter.PARAMETER + "appId", quoted(committable.appId()));
    properties.put(
        StampedCommitter.PARAMETER + "outputMode",
        quoted(committable.isReplacing() ? "Complete" : "Append"));
    if (committable.isLate()) {
      properties.put(StampedCommitter.PARAMETER + LATE, "true");
    }
    properties.put(
        StampedCommitter.METRIC + "numAddedFiles", Integer.toString(committable.files().size()));
    properties.put(StampedCommitter.METRIC + "numOutputRows", Long.toString(committable.rows()));
    properties.put(StampedCommitter.METRIC + "numOutputBytes", Long.toString(committable.bytes()));
    return properties;
  }

  /**
   * Named as Delta's own restoration is.
   *
   * @param version that the table is taken back to
   */
  static Map<String, String> restoration(long version, int removed, int added) {
    Map<String, String> properties = new HashMap<>();
    properties.put(StampedCommitter.OPERATION, "RESTORE");
    properties.put(StampedCommitter.BLIND, "false");
    properties.put(StampedCommitter.PARAMETER + "version", Long.toString(version));
    properties.put(StampedCommitter.METRIC + "numRemovedFiles", Integer.toString(removed));
    properties.put(StampedCommitter.METRIC + "numRestoredFiles", Integer.toString(added));
    return properties;
  }

  /** Named as Delta's own compaction is, so that its history reads the same. */
  static Map<String, String> of(List<MergedFiles> merged) {
    Map<String, String> properties = new HashMap<>();
    properties.put(StampedCommitter.OPERATION, "OPTIMIZE");
    properties.put(StampedCommitter.BLIND, "false");
    properties.put(StampedCommitter.PARAMETER + "predicate", "[]");
    properties.put(StampedCommitter.PARAMETER + "auto", "true");
    metric("numRemovedFiles", merged, each -> each.from().size(), properties);
    metric("numRemovedBytes", merged, MergedFiles::bytesRead, properties);
    metric("numAddedFiles", merged, each -> each.into().size(), properties);
    metric("numAddedBytes", merged, MergedFiles::bytesWritten, properties);
    return properties;
  }

  private static void metric(
      String name,
      List<MergedFiles> merged,
      ToLongFunction<MergedFiles> value,
      Map<String, String> properties) {
    properties.put(
        StampedCommitter.METRIC + name, Long.toString(merged.stream().mapToLong(value).sum()));
  }

  /** Readers take these values for JSON. */
  private static String quoted(String text) {
    return '"' + text + '"';
  }
}

package io.pinflow.delta;

import java.util.HashMap;
import java.util.Map;

/** What a commit says about itself, for {@link StampedCommitter} to put into its commitInfo. */
final class CommitProperties {

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
    properties.put(
        StampedCommitter.METRIC + "numAddedFiles", Integer.toString(committable.files().size()));
    properties.put(StampedCommitter.METRIC + "numOutputRows", Long.toString(committable.rows()));
    properties.put(StampedCommitter.METRIC + "numOutputBytes", Long.toString(committable.bytes()));
    return properties;
  }

  /** Readers take these values for JSON. */
  private static String quoted(String text) {
    return '"' + text + '"';
  }
}

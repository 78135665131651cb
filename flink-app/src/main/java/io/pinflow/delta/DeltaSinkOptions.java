package io.pinflow.delta;

import java.io.Serializable;
import java.time.Duration;

/** What a {@link DeltaSinkBuilder} was told, with its defaults. */
final class DeltaSinkOptions implements Serializable, Cloneable {

  private static final long serialVersionUID = 1L;

  String uid = "delta";
  long targetFileBytes = 128L << 20;
  int zstdLevel = 1;
  int maxOpenFiles = 64;
  long maxWaitingBytes = 16L << 20;
  int logCheckpointInterval = 50;
  int compactionMinFiles = 8;
  Duration vacuumInterval = Duration.ofDays(1);
  String metricGroup = "delta";
  OnExisting onExisting = OnExisting.FAIL;
  OnRewind onRewind = OnRewind.FAIL;
  StorageOptions storage = StorageOptions.defaults();

  @Override
  public DeltaSinkOptions clone() {
    try {
      return (DeltaSinkOptions) super.clone();
    } catch (CloneNotSupportedException e) {
      throw new AssertionError(e);
    }
  }
}

package io.pinflow.delta;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which files of a table are merged.
 *
 * <p>A file smaller than half the target is small, and belongs to one of three classes: below 1/128
 * of the target, below 1/16, below 1/2. As soon as a partition has enough files of one class they
 * are merged, and what comes of them mostly belongs to a higher class. So a row is moved about
 * three times on its way into a file of the target size, and of each class a partition keeps fewer
 * files than would be merged.
 *
 * <p>One round takes at most four times the target and 1 000 files.
 */
final class CompactionPolicy {

  private static final int[] CLASSES = {128, 16, 2};
  private static final int MOST_TARGETS = 4;
  private static final int MOST_FILES = 1_000;

  private final int minFiles;
  private final long targetBytes;
  private final Map<List<Object>, List<LiveFile>> classes = new LinkedHashMap<>();

  /**
   * @param minFiles of one partition and class that are merged
   * @param targetBytes size of the files that are aimed at
   */
  CompactionPolicy(int minFiles, long targetBytes) {
    this.minFiles = minFiles;
    this.targetBytes = targetBytes;
  }

  /** Bound of the lowest class, in bytes. */
  static long tiny(long targetBytes) {
    return targetBytes / CLASSES[0];
  }

  /** Keeps in mind a file that may be merged. */
  void consider(LiveFile file) {
    for (int share : CLASSES) {
      if (file.bytes() < targetBytes / share) {
        classes
            .computeIfAbsent(List.of(share, file.partition()), key -> new ArrayList<>())
            .add(file);
        return;
      }
    }
  }

  /** The files of one round, each list to be merged into one file or a few. */
  List<List<LiveFile>> round() {
    List<List<LiveFile>> round = new ArrayList<>();
    long bytes = MOST_TARGETS * targetBytes;
    int files = MOST_FILES;
    for (List<LiveFile> candidates : classes.values()) {
      List<LiveFile> merged = new ArrayList<>();
      for (LiveFile file : candidates.size() < minFiles ? List.<LiveFile>of() : candidates) {
        if (file.bytes() <= bytes && files > 0) {
          merged.add(file);
          bytes -= file.bytes();
          files--;
        }
      }
      if (merged.size() > 1) {
        round.add(merged);
      }
    }
    return round;
  }
}

package io.pinflow.local;

/** How a run of one size did, on a line. */
final class BenchGrowth {

  static final String HEAD =
      "%12s %6s %10s %14s %16s %18s %16s %12s%n"
          .formatted(
              "posts",
              "cores",
              "posts/s",
              "CPU s/million",
              "state bytes/post",
              "checkpoint p50 s",
              "longest s",
              "memory MiB");

  private BenchGrowth() {}

  static String line(int cores, BenchResult result) {
    CheckpointCosts checkpoints = result.checkpoints();
    return "%,12d %6d %,10.0f %14.1f %16.1f %18.2f %16.2f %,12d%n"
        .formatted(
            result.posts(),
            cores,
            result.postsPerSecond(),
            result.cpuSecondsPerMillion(),
            (double) checkpoints.stateBytes() / result.posts(),
            checkpoints.medianSeconds(),
            checkpoints.longestSeconds(),
            result.usage().peakBytes() >> 20);
  }
}

package io.pinflow.local;

/** What one run over all topics took and left. */
record BenchResult(
    long posts, Usage usage, Written tables, Written archive, CheckpointCosts checkpoints) {

  double postsPerSecond() {
    return posts / usage.wallSeconds();
  }

  double cpuSecondsPerMillion() {
    return usage.cpuSeconds() * 1e6 / posts;
  }

  @Override
  public String toString() {
    return "%,.0f posts/s, %.1f s, %.1f CPU s, %.1f CPU s per million posts, %,d MiB at most"
        .formatted(
            postsPerSecond(),
            usage.wallSeconds(),
            usage.cpuSeconds(),
            cpuSecondsPerMillion(),
            usage.peakBytes() >> 20);
  }
}

package io.pinflow.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The results of several rounds: medians of both, and how many times Spark's the job's are. */
final class BenchTable {

  private static final String LINE = "%-34s %12s %12s %12s";
  private static final double MIB = 1 << 20;

  private final List<BenchResult> job = new ArrayList<>();
  private final List<BenchResult> spark = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  void ofJob(BenchResult result) {
    job.add(result);
  }

  void ofSpark(BenchResult result) {
    spark.add(result);
  }

  /** Of the job alone when there is nothing of Spark's. */
  String print() {
    text.setLength(0);
    boolean alone = spark.isEmpty();
    line("medians of " + job.size(), "job", alone ? "" : "Spark", alone ? "" : "job ÷ Spark");
    both("posts a second", "%,.0f", BenchResult::postsPerSecond);
    both("wall seconds", "%.1f", result -> result.usage().wallSeconds());
    both("CPU seconds per million posts", "%.1f", BenchResult::cpuSecondsPerMillion);
    both("peak memory, MiB", "%,.0f", result -> result.usage().peakBytes() / MIB);
    both("table files", "%,.0f", result -> result.tables().files());
    both("table MiB", "%,.1f", result -> result.tables().bytes() / MIB);
    ofJob("archive MiB", "%,.1f", result -> result.archive().bytes() / MIB);
    ofJob("checkpoints", "%,.0f", result -> result.checkpoints().completed());
    ofJob("checkpoint, median seconds", "%.2f", result -> result.checkpoints().medianSeconds());
    ofJob("checkpoint, longest seconds", "%.2f", result -> result.checkpoints().longestSeconds());
    ofJob("checkpoint, largest, MiB", "%,.1f", result -> result.checkpoints().stateBytes() / MIB);
    ofJob("checkpoints uploaded, MiB", "%,.1f", r -> r.checkpoints().uploadedBytes() / MIB);
    return text.toString();
  }

  private void both(String what, String format, ToDoubleFunction<BenchResult> value) {
    if (spark.isEmpty()) {
      ofJob(what, format, value);
      return;
    }
    double ours = median(job, value);
    double theirs = median(spark, value);
    line(what, format(format, ours), format(format, theirs), format("%.2f", ours / theirs));
  }

  private void ofJob(String what, String format, ToDoubleFunction<BenchResult> value) {
    line(what, format(format, median(job, value)), "", "");
  }

  private void line(String what, String ours, String theirs, String ratio) {
    text.append(LINE.formatted(what, ours, theirs, ratio).stripTrailing()).append('\n');
  }

  private static String format(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  static double median(List<BenchResult> results, ToDoubleFunction<BenchResult> value) {
    double[] sorted = results.stream().mapToDouble(value).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}

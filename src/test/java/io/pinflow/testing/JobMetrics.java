package io.pinflow.testing;

import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/**
 * The counters of every attempt of every task, and the gauges of the jobs themselves. Those of
 * ended tasks stay, so that what was counted before a failure is not forgotten.
 */
public final class JobMetrics implements MetricReporter {

  private static final String JOB_ID = "<job_id>";
  private static final String TASK = "<task_id>";

  /** By job and name. */
  private static final Map<String, Queue<Metric>> METRICS = new ConcurrentHashMap<>();

  JobMetrics() {}

  /** The sum of all counters of this name, of a job. */
  static long counted(String job, String name) {
    return METRICS.getOrDefault(key(job, name), new ConcurrentLinkedQueue<>()).stream()
        .mapToLong(counter -> ((Counter) counter).getCount())
        .sum();
  }

  /** How many counters of this name a job has had. */
  static long counters(String job, String name) {
    return METRICS.getOrDefault(key(job, name), new ConcurrentLinkedQueue<>()).size();
  }

  /** A job's own number, such as {@code numRestarts}. */
  static long gauge(String job, String name) {
    Gauge<?> gauge = (Gauge<?>) METRICS.get(key(job, name)).element();
    return ((Number) gauge.getValue()).longValue();
  }

  static void forget(String job) {
    METRICS.keySet().removeIf(key -> key.startsWith(job));
  }

  @Override
  public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
    Map<String, String> variables = group.getAllVariables();
    String job = variables.get(JOB_ID);
    if (job != null
        && (metric instanceof Counter || !variables.containsKey(TASK) && metric instanceof Gauge)) {
      METRICS.computeIfAbsent(key(job, name), ignored -> new ConcurrentLinkedQueue<>()).add(metric);
    }
  }

  @Override
  public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
    // counts outlive their tasks
  }

  private static String key(String job, String name) {
    return job + '/' + name;
  }

  @Override
  public void open(MetricConfig config) {
    // nothing to configure
  }

  @Override
  public void close() {
    // nothing is held
  }

  /** Makes reporters by the name in the configuration. */
  public static final class Factory implements MetricReporterFactory {

    @Override
    public MetricReporter createMetricReporter(Properties properties) {
      return new JobMetrics();
    }
  }
}

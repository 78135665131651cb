package io.pinflow.delta;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** Metrics as whoever looks at them sees them, by name. */
final class ShownMetrics extends UnregisteredMetricsGroup {

  private final Map<String, Counter> counters = new HashMap<>();
  private final Map<String, Gauge<?>> gauges = new HashMap<>();

  @Override
  public Counter counter(String name) {
    return counters.computeIfAbsent(name, super::counter);
  }

  @Override
  public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
    gauges.put(name, gauge);
    return gauge;
  }

  /** What it shows now. */
  long value(String name) {
    return counters.containsKey(name)
        ? counters.get(name).getCount()
        : (Long) gauges.get(name).getValue();
  }
}

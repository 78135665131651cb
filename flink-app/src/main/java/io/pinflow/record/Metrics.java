package io.pinflow.record;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MeterView;
import org.apache.flink.metrics.MetricGroup;

/**
 * Names of our metrics; the service sends on only what lies below {@link #GROUP}, and makes
 * dimensions of the groups inside it.
 *
 * <p>Ask for a counter once and keep it: Flink reports only the first of two counters of one name.
 */
public final class Metrics {

  public static final String GROUP = "kinesisanalytics";

  public static final String RECORDS_IN = "recordsIn";
  public static final String CLAMPED = "clamped";
  public static final String REJECTED = "rejected";
  public static final String REPEATED = "repeated";
  public static final String CONFLICTING = "conflicting";
  public static final String MET = "met";
  public static final String UNMATCHED = "unmatched";
  public static final String UNUSABLE_FOLLOWER_COUNTS = "unusableFollowerCounts";

  public static final String REJECTED_PER_SECOND = "rejectedPerSecond";
  public static final String CONFLICTING_PER_SECOND = "conflictingPerSecond";
  public static final String UNMATCHED_PER_SECOND = "unmatchedPerSecond";

  private Metrics() {}

  /** {@code kinesisanalytics.<name>} below the group of the operator. */
  public static Counter counter(MetricGroup operator, String name) {
    return operator.addGroup(GROUP).counter(name);
  }

  /** {@code kinesisanalytics.kind.<kind>.<name>} below the group of the operator. */
  public static Counter counter(MetricGroup operator, Kind kind, String name) {
    return group(operator, kind).counter(name);
  }

  /** {@code kinesisanalytics.kind.<kind>.channel.<channel>.<name>}. */
  public static Counter counter(MetricGroup operator, Kind kind, Channel channel, String name) {
    return group(operator, kind, channel).counter(name);
  }

  /** {@code kinesisanalytics.kind.<kind>.channel.<channel>.reason.<reason>.<name>}. */
  public static Counter counter(
      MetricGroup operator, Kind kind, Channel channel, Reason reason, String name) {
    return group(operator, kind, channel).addGroup("reason", reason.label()).counter(name);
  }

  /**
   * {@code kinesisanalytics.<name>}: how fast the counter grows, which is what alarms can watch.
   */
  public static void rate(MetricGroup operator, Counter counter, String name) {
    operator.addGroup(GROUP).meter(name, new MeterView(counter));
  }

  /** {@code kinesisanalytics.kind.<kind>.channel.<channel>.<name>}: how fast the counter grows. */
  public static void rate(
      MetricGroup operator, Kind kind, Channel channel, Counter counter, String name) {
    group(operator, kind, channel).meter(name, new MeterView(counter));
  }

  private static MetricGroup group(MetricGroup operator, Kind kind, Channel channel) {
    return group(operator, kind).addGroup("channel", channel.label());
  }

  private static MetricGroup group(MetricGroup operator, Kind kind) {
    return operator.addGroup(GROUP).addGroup("kind", kind.label());
  }
}

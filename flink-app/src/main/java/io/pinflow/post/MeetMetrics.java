package io.pinflow.post;

import io.pinflow.record.Channel;
import io.pinflow.record.Kind;
import io.pinflow.record.Metrics;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** The counters of the meeting, by kind and channel. */
final class MeetMetrics {

  final Counter met;
  final Counter unmatched;
  private final Counter[][] repeated;
  private final Counter[][] conflicting;

  MeetMetrics(MetricGroup operator) {
    met = Metrics.counter(operator, Metrics.MET);
    unmatched = Metrics.counter(operator, Metrics.UNMATCHED);
    Metrics.rate(operator, unmatched, Metrics.UNMATCHED_PER_SECOND);
    repeated = byKindAndChannel(operator, Metrics.REPEATED);
    conflicting = byKindAndChannel(operator, Metrics.CONFLICTING);
    for (Kind kind : Kind.values()) {
      for (Channel channel : Channel.values()) {
        Metrics.rate(
            operator, kind, channel, conflicting(kind, channel), Metrics.CONFLICTING_PER_SECOND);
      }
    }
  }

  Counter repeated(Kind kind, Channel channel) {
    return repeated[kind.ordinal()][channel.ordinal()];
  }

  Counter conflicting(Kind kind, Channel channel) {
    return conflicting[kind.ordinal()][channel.ordinal()];
  }

  private static Counter[][] byKindAndChannel(MetricGroup operator, String name) {
    Counter[][] counters = new Counter[Kind.values().length][Channel.values().length];
    for (Kind kind : Kind.values()) {
      for (Channel channel : Channel.values()) {
        counters[kind.ordinal()][channel.ordinal()] =
            Metrics.counter(operator, kind, channel, name);
      }
    }
    return counters;
  }
}

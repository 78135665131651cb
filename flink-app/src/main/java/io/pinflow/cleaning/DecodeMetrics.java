package io.pinflow.cleaning;

import io.pinflow.record.Channel;
import io.pinflow.record.Kind;
import io.pinflow.record.Metrics;
import io.pinflow.record.Reason;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Counts the records of one kind and channel: all, the rejected, and those by reason. */
final class DecodeMetrics {

  private final MetricGroup operator;
  private final Kind kind;
  private final Channel channel;
  private final Counter recordsIn;
  private final Counter rejected;
  private final Map<Reason, Counter> byReason = new HashMap<>();

  DecodeMetrics(MetricGroup operator, Kind kind, Channel channel) {
    this.operator = operator;
    this.kind = kind;
    this.channel = channel;
    this.recordsIn = Metrics.counter(operator, kind, channel, Metrics.RECORDS_IN);
    this.rejected = Metrics.counter(operator, kind, channel, Metrics.REJECTED);
    Metrics.rate(operator, kind, channel, rejected, Metrics.REJECTED_PER_SECOND);
  }

  void countRecord() {
    recordsIn.inc();
  }

  void countRejected(Reason reason) {
    rejected.inc();
    byReason.computeIfAbsent(reason, this::counter).inc();
  }

  private Counter counter(Reason reason) {
    return Metrics.counter(operator, kind, channel, reason, Metrics.REJECTED);
  }
}

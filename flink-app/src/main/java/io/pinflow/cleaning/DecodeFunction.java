package io.pinflow.cleaning;

import io.pinflow.record.Channel;
import io.pinflow.record.DeadLetters;
import io.pinflow.record.Envelope;
import io.pinflow.record.Kind;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.Collector;

/** Gives decoded rows to the side output of their kind, dead letters to the main output. */
final class DecodeFunction extends ProcessFunction<Envelope, RowData> {

  private static final long serialVersionUID = 1L;

  private final Bounds bounds;

  private transient RecordDecoder[] decoders;
  private transient DecodeMetrics[][] metrics;

  DecodeFunction(Bounds bounds) {
    this.bounds = bounds;
  }

  @Override
  public void open(OpenContext context) {
    Kind[] kinds = Kind.values();
    decoders = new RecordDecoder[kinds.length];
    metrics = new DecodeMetrics[kinds.length][Channel.values().length];
    for (Kind kind : kinds) {
      decoders[kind.ordinal()] = new RecordDecoder(kind, bounds);
    }
  }

  @Override
  public void processElement(Envelope record, Context context, Collector<RowData> deadLetters) {
    DecodeMetrics counts = metrics(record.kind, record.channel);
    counts.countRecord();
    try {
      RowData row = decoders[record.kind.ordinal()].decode(record);
      context.output(Decode.output(record.kind), row);
    } catch (RejectedException e) {
      counts.countRejected(e.reason());
      deadLetters.collect(
          DeadLetters.rejected(e.reason(), e.getMessage(), record, e.ind(), bounds.maxBytes));
    }
  }

  /** Made at the first record, so that a channel that is not configured reports no zeros. */
  private DecodeMetrics metrics(Kind kind, Channel channel) {
    DecodeMetrics counts = metrics[kind.ordinal()][channel.ordinal()];
    if (counts == null) {
      counts = new DecodeMetrics(getRuntimeContext().getMetricGroup(), kind, channel);
      metrics[kind.ordinal()][channel.ordinal()] = counts;
    }
    return counts;
  }
}

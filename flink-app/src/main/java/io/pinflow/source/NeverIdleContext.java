package io.pinflow.source;

import org.apache.flink.streaming.api.functions.source.SourceFunction;
import org.apache.flink.streaming.api.watermark.Watermark;

/**
 * A source that is never idle, because {@link ShardWatermarkOperator} follows the clock for one
 * without shards; behind a source that said it was idle, Flink drops the last watermark of a drain.
 */
@SuppressWarnings("deprecation") // the Kinesis consumer knows no other source
final class NeverIdleContext<T> implements SourceFunction.SourceContext<T> {

  private final SourceFunction.SourceContext<T> context;

  NeverIdleContext(SourceFunction.SourceContext<T> context) {
    this.context = context;
  }

  @Override
  public void markAsTemporarilyIdle() {
    // it never is
  }

  @Override
  public void collect(T element) {
    context.collect(element);
  }

  @Override
  public void collectWithTimestamp(T element, long timestamp) {
    context.collectWithTimestamp(element, timestamp);
  }

  @Override
  public void emitWatermark(Watermark mark) {
    context.emitWatermark(mark);
  }

  @Override
  public Object getCheckpointLock() {
    return context.getCheckpointLock();
  }

  @Override
  public void close() {
    context.close();
  }
}

package io.pinflow.source;

import io.pinflow.record.Envelope;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.RejectedExecutionException;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.connectors.kinesis.FlinkKinesisConsumer;
import org.apache.flink.streaming.connectors.kinesis.internals.KinesisDataFetcher;
import org.apache.flink.streaming.connectors.kinesis.serialization.KinesisDeserializationSchema;

/**
 * Flink's Kinesis consumer that knows until when it has read every shard.
 *
 * <p>A sequence number that has left its stream is no error to Kinesis: reading goes on with the
 * oldest record there is, as if none were missing. So what has been read until when is kept in the
 * state beside the sequence numbers, and compared with the retention at the start.
 */
@SuppressWarnings("deprecation") // no newer source can be had
final class RetentionAwareConsumer extends FlinkKinesisConsumer<Envelope> {

  private static final long serialVersionUID = 1L;

  static final ListStateDescriptor<Tuple2<String, Long>> READ_UNTIL =
      new ListStateDescriptor<>("read-until", Types.TUPLE(Types.STRING, Types.LONG));

  private final Retention retention;
  private final Properties client;
  private transient ReadUntil readUntil;
  private transient ListState<Tuple2<String, Long>> state;
  private transient volatile boolean cancelled;

  RetentionAwareConsumer(
      List<String> streams,
      KinesisDeserializationSchema<Envelope> schema,
      Properties client,
      Retention retention) {
    super(streams, schema, client);
    this.client = client;
    this.retention = retention;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    super.initializeState(context);
    state = context.getOperatorStateStore().getUnionListState(READ_UNTIL);
    boolean first = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0;
    readUntil = new ReadUntil(state.get(), first);
    if (first) {
      retention.check(readUntil, client);
    }
  }

  /** A consumer that is stopped while it still begins its shards cannot begin the others. */
  @Override
  public void run(SourceContext<Envelope> context) throws Exception {
    try {
      super.run(new NeverIdleContext<>(context));
    } catch (RejectedExecutionException ended) {
      if (!cancelled) {
        throw ended;
      }
    }
  }

  @Override
  public void cancel() {
    cancelled = true;
    super.cancel();
  }

  @Override
  protected KinesisDataFetcher<Envelope> createFetcher(
      List<String> streams,
      SourceContext<Envelope> context,
      RuntimeContext runtime,
      Properties properties,
      KinesisDeserializationSchema<Envelope> schema) {
    return new ProgressTrackingFetcher(
        streams, context, runtime, properties, schema, this, retention.clock(), readUntil);
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    super.snapshotState(context);
    state.update(readUntil.entries());
  }
}

package io.pinflow.delta;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessageTypeInfo;
import org.apache.flink.streaming.api.connector.sink2.CommittableSummary;
import org.apache.flink.streaming.api.connector.sink2.CommittableWithLineage;
import org.apache.flink.streaming.runtime.operators.sink.CommitterOperatorFactory;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.table.data.RowData;

/** A run of the sink's aggregator and committer; rows are written to files by the test itself. */
final class SinkRun implements AutoCloseable {

  /** What a checkpoint of a run holds. */
  static final class State {

    private final long checkpoint;
    private final OperatorSubtaskState aggregator;
    private final OperatorSubtaskState committer;

    State(long checkpoint, OperatorSubtaskState aggregator, OperatorSubtaskState committer) {
      this.checkpoint = checkpoint;
      this.aggregator = aggregator;
      this.committer = committer;
    }
  }

  private final OneInputStreamOperatorTestHarness<
          CommittableMessage<WrittenFile>, CommittableMessage<TableCommittable>>
      aggregator;
  private final OneInputStreamOperatorTestHarness<
          CommittableMessage<TableCommittable>, CommittableMessage<TableCommittable>>
      committer;
  private long checkpoint;

  private SinkRun(List<DeltaTable> tables, DeltaSinkOptions options) throws Exception {
    aggregator =
        new OneInputStreamOperatorTestHarness<>(new CommittableAggregator(tables, options));
    aggregator.setup(
        CommittableMessageTypeInfo.of(TableCommittableSerializer::new)
            .createSerializer(new SerializerConfigImpl()));
    committer =
        new OneInputStreamOperatorTestHarness<>(
            new CommitterOperatorFactory<>(
                new DeltaSink<>(RowRouter.MANY, tables, options.clone()), false, true));
  }

  /** Starts without state. */
  static SinkRun fresh(List<DeltaTable> tables, DeltaSinkOptions options) throws Exception {
    SinkRun run = new SinkRun(tables, options);
    run.aggregator.open();
    run.committer.open();
    return run;
  }

  /** Starts on what a checkpoint held; what it had not committed comes before all else. */
  static SinkRun eager(State state, List<DeltaTable> tables, DeltaSinkOptions options)
      throws Exception {
    SinkRun run = new SinkRun(tables, options);
    run.startCommitter(state);
    run.startAggregator(state);
    return run;
  }

  /** Starts on what a checkpoint held; the tables are looked at before anything is committed. */
  static SinkRun from(State state, List<DeltaTable> tables, DeltaSinkOptions options)
      throws Exception {
    SinkRun run = new SinkRun(tables, options);
    run.startAggregator(state);
    run.startCommitter(state);
    return run;
  }

  private void startAggregator(State state) throws Exception {
    checkpoint = state.checkpoint;
    aggregator.setRestoredCheckpointId(state.checkpoint);
    aggregator.initializeState(state.aggregator);
    aggregator.open();
  }

  private void startCommitter(State state) throws Exception {
    committer.setRestoredCheckpointId(state.checkpoint);
    committer.initializeState(state.committer);
    committer.open();
  }

  SinkRun write(LocalTable table, RowData... rows) throws Exception {
    return send(
        table.write(rows).stream()
            .map(file -> new WrittenFile(table.table.path(), file))
            .collect(Collectors.toList()));
  }

  /** What writers hand over. */
  SinkRun send(List<WrittenFile> written) throws Exception {
    long next = checkpoint + 1;
    aggregator.processElement(
        new StreamRecord<>(
            new CommittableSummary<>(0, 1, next, written.size(), written.size(), 0)));
    for (WrittenFile file : written) {
      aggregator.processElement(new StreamRecord<>(new CommittableWithLineage<>(file, next, 0)));
    }
    return this;
  }

  /** A checkpoint that is complete and said to be. */
  State checkpoint() throws Exception {
    State state = savepoint();
    committer.notifyOfCompletedCheckpoint(checkpoint);
    return state;
  }

  /** A checkpoint whose completion nobody hears of. */
  State savepoint() throws Exception {
    checkpoint++;
    aggregator.prepareSnapshotPreBarrier(checkpoint);
    for (CommittableMessage<TableCommittable> message : aggregator.extractOutputValues()) {
      committer.processElement(new StreamRecord<>(message));
    }
    aggregator.getOutput().clear();
    committer.getOutput().clear();
    return new State(
        checkpoint,
        aggregator.snapshot(checkpoint, checkpoint),
        committer.snapshot(checkpoint, checkpoint));
  }

  @Override
  public void close() {
    try {
      aggregator.close();
      committer.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}

package io.pinflow.delta;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.CommittableSummary;
import org.apache.flink.streaming.api.connector.sink2.CommittableWithLineage;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.util.SimpleVersionedListState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Collects what all writers wrote between two barriers into one stamped committable a table; and
 * prepares the tables when the job starts.
 *
 * <p>What counts is the barrier that files come before, not the checkpoint id their writer gave
 * them: a writer whose input has ended gives the next one, whenever that may be.
 */
final class CommittableAggregator
    extends AbstractStreamOperator<CommittableMessage<TableCommittable>>
    implements OneInputStreamOperator<
            CommittableMessage<WrittenFile>, CommittableMessage<TableCommittable>>,
        BoundedOneInput {

  private static final long serialVersionUID = 1L;

  private static final ListStateDescriptor<byte[]> LINEAGE =
      new ListStateDescriptor<>("lineage", BytePrimitiveArraySerializer.INSTANCE);

  private final List<DeltaTable> tables;
  private final DeltaSinkOptions options;
  private final HashSet<String> replaced = new HashSet<>();

  private transient ListState<Lineage> state;
  private transient Lineage restored;
  private transient Map<String, Long> versions;
  private transient String run;
  private transient long lastCheckpoint;
  private transient Map<String, List<DataFile>> files;

  /** Of each replaced table, the id its writer gave the last state. */
  private transient Map<String, Long> states;

  CommittableAggregator(List<DeltaTable> tables, DeltaSinkOptions options) {
    this.tables = tables;
    this.options = options;
    tables.stream().filter(DeltaTable::isReplaced).map(DeltaTable::path).forEach(replaced::add);
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    files = new TreeMap<>();
    states = new HashMap<>();
    run = UUID.randomUUID().toString();
    lastCheckpoint = context.getRestoredCheckpointId().orElse(0);
    state =
        new SimpleVersionedListState<>(
            context.getOperatorStateStore().getListState(LINEAGE), new LineageSerializer());
    restored = Lineage.NONE;
    for (Lineage lineage : state.get()) {
      restored = lineage;
    }
    versions = new LakeSetup(tables, options, restored).prepare(run, lastCheckpoint);
  }

  @Override
  public void processElement(StreamRecord<CommittableMessage<WrittenFile>> element) {
    if (element.getValue() instanceof CommittableWithLineage) {
      CommittableWithLineage<WrittenFile> message =
          (CommittableWithLineage<WrittenFile>) element.getValue();
      WrittenFile written = message.getCommittable();
      List<DataFile> ofTable = files.computeIfAbsent(written.table(), table -> new ArrayList<>());
      if (replaced.contains(written.table()) && isOfNewState(written.table(), message)) {
        ofTable.clear();
      }
      written.file().ifPresent(ofTable::add);
    }
  }

  /**
   * A writer gives the files of one state one checkpoint id. If that checkpoint was aborted before
   * its barrier came here, the next state finds the files of the last, and takes their place.
   */
  private boolean isOfNewState(String table, CommittableWithLineage<WrittenFile> message) {
    Long id = message.getCheckpointIdOrEOI();
    return !id.equals(states.put(table, id));
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    super.prepareSnapshotPreBarrier(checkpointId);
    lastCheckpoint = checkpointId;
    emit(checkpointId);
  }

  /** Whatever the next checkpoint is called, it is not before this number. */
  @Override
  public void endInput() {
    emit(lastCheckpoint + 1);
  }

  private void emit(long checkpointId) {
    if (files.isEmpty()) {
      return;
    }
    output.collect(
        new StreamRecord<>(
            new CommittableSummary<>(0, 1, checkpointId, files.size(), files.size(), 0)));
    String appId = options.uid + "/" + run;
    files.forEach(
        (table, written) ->
            output.collect(
                new StreamRecord<>(
                    new CommittableWithLineage<>(
                        new TableCommittable(
                                table, appId, checkpointId, replaced.contains(table), written)
                            .since(versions.getOrDefault(table, TableCommittable.UNKNOWN)),
                        checkpointId,
                        0))));
    files.clear();
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    state.update(List.of(restored.continued(run, context.getCheckpointId(), versions)));
  }
}

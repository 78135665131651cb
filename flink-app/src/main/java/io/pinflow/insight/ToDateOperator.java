package io.pinflow.insight;

import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.data.conversion.DataStructureConverter;
import org.apache.flink.table.data.conversion.DataStructureConverters;
import org.apache.flink.table.data.utils.JoinedRowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.utils.TypeConversions;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;

/**
 * Keeps the result of a to-date insight and emits it as a whole, at most once a checkpoint, when a
 * window that holds posts was closed since the last time.
 *
 * <p>Input: the changes of the result, and the watermarks of {@link WindowWatermarkOperator}. What
 * is emitted counts every post before {@code as_of} and none after it.
 */
final class ToDateOperator extends AbstractStreamOperator<RowData>
    implements OneInputStreamOperator<Row, RowData> {

  private static final long serialVersionUID = 1L;

  private final RowType type;
  private final Windows windows;
  private transient DataStructureConverter<Object, Object> converter;
  private transient ToDateState state;

  /** Whether the result may count a part of a window that is not closed. */
  private transient boolean changing;

  ToDateOperator(RowType type, Windows windows) {
    this.type = type;
    this.windows = windows;
    chainingStrategy = ChainingStrategy.ALWAYS;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    changing = true;
    state = new ToDateState(context.getOperatorStateStore(), type);
    converter = DataStructureConverters.getConverter(TypeConversions.fromLogicalToDataType(type));
    converter.open(getUserCodeClassloader());
  }

  @Override
  public void processElement(StreamRecord<Row> change) {
    state.change((RowData) converter.toInternal(change.getValue()));
    changing = true;
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (!mark.equals(Watermark.MAX_WATERMARK)) {
      state.close(mark.getTimestamp() + 1, windows.size());
      changing = false;
    }
    super.processWatermark(mark);
  }

  /** A result that is changing is emitted at the next checkpoint. */
  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    emitIfChanged();
  }

  @Override
  public void finish() throws Exception {
    emitIfChanged();
    super.finish();
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    state.snapshot();
  }

  private void emitIfChanged() {
    if (state.isChanged() && !changing) {
      emitWhole();
      state.emitted();
    }
  }

  private void emitWhole() {
    GenericRowData emptied = new GenericRowData(type.getFieldCount() + 2);
    emptied.setRowKind(RowKind.DELETE);
    output.collect(new StreamRecord<>(emptied));
    RowData times =
        GenericRowData.of(
            TimestampData.fromEpochMillis(state.asOf() + windows.offset()),
            TimestampData.fromEpochMillis(state.countingSince() + windows.offset()));
    for (RowData row : state.rows()) {
      output.collect(new StreamRecord<>(new JoinedRowData(row, times)));
    }
  }
}

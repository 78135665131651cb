package io.pinflow.insight;

import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
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
 * <p>First input: the changes of the result. Second input: ends of windows that hold posts. One may
 * run ahead of the other; what is emitted counts every post before {@code as_of} and none after it.
 */
final class ToDateOperator extends AbstractStreamOperator<RowData>
    implements TwoInputStreamOperator<Row, Long, RowData> {

  private static final long serialVersionUID = 1L;
  private static final long UNKNOWN = Long.MIN_VALUE;

  private final RowType type;
  private final Windows windows;
  private transient DataStructureConverter<Object, Object> converter;
  private transient ToDateState state;

  /** What both inputs have passed. */
  private transient long watermark;

  /** What the result counts, unknown between the first change of a window and the watermark. */
  private transient long resultWatermark;

  ToDateOperator(RowType type, Windows windows) {
    this.type = type;
    this.windows = windows;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    watermark = UNKNOWN;
    resultWatermark = UNKNOWN;
    state = new ToDateState(context.getOperatorStateStore(), type);
    converter = DataStructureConverters.getConverter(TypeConversions.fromLogicalToDataType(type));
    converter.open(getUserCodeClassloader());
  }

  @Override
  public void processElement1(StreamRecord<Row> change) {
    state.change((RowData) converter.toInternal(change.getValue()));
    resultWatermark = UNKNOWN;
  }

  @Override
  public void processElement2(StreamRecord<Long> windowEnd) {
    state.open(windowEnd.getValue());
  }

  @Override
  public void processWatermark1(Watermark mark) throws Exception {
    resultWatermark = mark.getTimestamp();
    super.processWatermark1(mark);
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    watermark = mark.getTimestamp();
    state.close(watermark, windows.size());
    super.processWatermark(mark);
  }

  /**
   * With aligned barriers the inputs are always level here. With unaligned ones they may not be;
   * the next checkpoint then has the result.
   */
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
    if (state.isChanged() && watermark != UNKNOWN && watermark == resultWatermark) {
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

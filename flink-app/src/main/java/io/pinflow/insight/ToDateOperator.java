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
 * Keeps the result of a to-date insight and emits it as a whole whenever a watermark closes a
 * window that holds posts: by then every change that the window brings has arrived.
 *
 * <p>First input: the changes of the result. Second input: ends of windows that hold posts.
 */
final class ToDateOperator extends AbstractStreamOperator<RowData>
    implements TwoInputStreamOperator<Row, Long, RowData> {

  private static final long serialVersionUID = 1L;

  private final RowType type;
  private final Windows windows;
  private transient DataStructureConverter<Object, Object> converter;
  private transient ToDateState state;

  ToDateOperator(RowType type, Windows windows) {
    this.type = type;
    this.windows = windows;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    state = new ToDateState(context.getOperatorStateStore(), type);
    converter = DataStructureConverters.getConverter(TypeConversions.fromLogicalToDataType(type));
    converter.open(getUserCodeClassloader());
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    state.snapshot();
  }

  @Override
  public void processElement1(StreamRecord<Row> change) {
    state.change((RowData) converter.toInternal(change.getValue()));
  }

  @Override
  public void processElement2(StreamRecord<Long> windowEnd) {
    state.open(windowEnd.getValue(), windows.size());
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (state.close(mark.getTimestamp())) {
      emitWhole();
    }
    super.processWatermark(mark);
  }

  private void emitWhole() {
    GenericRowData emptied = new GenericRowData(type.getFieldCount() + 2);
    emptied.setRowKind(RowKind.DELETE);
    output.collect(new StreamRecord<>(emptied));
    RowData times =
        GenericRowData.of(
            TimestampData.fromEpochMillis(state.asOf()),
            TimestampData.fromEpochMillis(state.countingSince()));
    for (RowData row : state.rows()) {
      output.collect(new StreamRecord<>(new JoinedRowData(row, times)));
    }
  }
}

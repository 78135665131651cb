package io.pinflow.insight;

import java.util.ArrayList;
import java.util.TreeSet;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.table.data.RowData;

/**
 * Passes the rows of a partial through and gives one watermark for each window that holds posts,
 * one millisecond before its end, once the window is closed; and the end of time.
 *
 * <p>First input: the rows. Second input: ends of windows that hold posts. All queries over the
 * partial are in one task with this operator, so that what follows a query knows from each
 * watermark alone which windows the query has counted.
 */
final class WindowWatermarkOperator extends AbstractStreamOperator<RowData>
    implements TwoInputStreamOperator<RowData, Long, RowData> {

  private static final long serialVersionUID = 1L;

  private transient TreeSet<Long> openEnds;
  private transient ListState<Long> storedEnds;

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    openEnds = new TreeSet<>();
    storedEnds =
        context
            .getOperatorStateStore()
            .getListState(new ListStateDescriptor<>("open-window-ends", Types.LONG));
    storedEnds.get().forEach(openEnds::add);
  }

  @Override
  public void processElement1(StreamRecord<RowData> row) {
    output.collect(row);
  }

  @Override
  public void processElement2(StreamRecord<Long> windowEnd) {
    openEnds.add(windowEnd.getValue());
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    while (!openEnds.isEmpty() && openEnds.first() - 1 <= mark.getTimestamp()) {
      super.processWatermark(new Watermark(openEnds.pollFirst() - 1));
    }
    if (mark.equals(Watermark.MAX_WATERMARK)) {
      super.processWatermark(mark);
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    storedEnds.update(new ArrayList<>(openEnds));
  }
}

package io.pinflow.insight;

import io.pinflow.record.RowTypes;
import java.util.ArrayList;
import java.util.TreeSet;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.table.data.RowData;

/**
 * Tells the end of each window that holds a post, in milliseconds, with its first post; after a
 * restart once more, if it is still open, also to insights that were not there before.
 */
final class WindowEnds extends AbstractStreamOperator<Long>
    implements OneInputStreamOperator<RowData, Long> {

  private static final long serialVersionUID = 1L;
  private static final int ARRIVAL_TIME = RowTypes.POST.getFieldIndex(RowTypes.ARRIVAL_TIME);

  private final Windows windows;
  private transient TreeSet<Long> told;
  private transient ListState<Long> state;

  WindowEnds(Windows windows) {
    this.windows = windows;
    chainingStrategy = ChainingStrategy.ALWAYS;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    told = new TreeSet<>();
    state =
        context
            .getOperatorStateStore()
            .getUnionListState(new ListStateDescriptor<>("open-window-ends", Types.LONG));
    state.get().forEach(told::add);
  }

  @Override
  public void open() throws Exception {
    super.open();
    told.forEach(this::tell);
  }

  @Override
  public void processElement(StreamRecord<RowData> post) {
    long end = windows.endOf(post.getValue().getTimestamp(ARRIVAL_TIME, 3).getMillisecond());
    if (told.add(end)) {
      tell(end);
    }
  }

  private void tell(long end) {
    output.collect(new StreamRecord<>(end));
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    told.removeIf(end -> end - 1 <= mark.getTimestamp());
    super.processWatermark(mark);
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    state.update(new ArrayList<>(told));
  }
}

package io.pinflow.insight;

import io.pinflow.record.RowTypes;
import java.util.TreeSet;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.Collector;

/**
 * Tells the end of each window that holds a post, in milliseconds, with its first post; after a
 * restart once more, if it is still open.
 */
final class WindowEnds extends ProcessFunction<RowData, Long> {

  private static final long serialVersionUID = 1L;
  private static final int ARRIVAL_TIME = RowTypes.POST.getFieldIndex(RowTypes.ARRIVAL_TIME);

  private final Windows windows;
  private transient TreeSet<Long> told;

  WindowEnds(Windows windows) {
    this.windows = windows;
  }

  @Override
  public void open(OpenContext context) {
    told = new TreeSet<>();
  }

  @Override
  public void processElement(RowData post, Context context, Collector<Long> out) {
    long end = windows.endOf(post.getTimestamp(ARRIVAL_TIME, 3).getMillisecond());
    if (told.add(end)) {
      told.headSet(context.timerService().currentWatermark(), true).clear();
      out.collect(end);
    }
  }
}

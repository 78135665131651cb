package io.pinflow.insight;

import io.pinflow.record.RowTypes;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.Collector;

/** Tells the end of the latest window that holds a post, in milliseconds, whenever it moves on. */
final class WindowEnds extends RichFlatMapFunction<RowData, Long> {

  private static final long serialVersionUID = 1L;
  private static final int ARRIVAL_TIME = RowTypes.POST.getFieldIndex(RowTypes.ARRIVAL_TIME);

  private final Windows windows;
  private transient long latest;

  WindowEnds(Windows windows) {
    this.windows = windows;
  }

  @Override
  public void flatMap(RowData post, Collector<Long> out) {
    long end = windows.endOf(post.getTimestamp(ARRIVAL_TIME, 3).getMillisecond());
    if (end > latest) {
      latest = end;
      out.collect(end);
    }
  }
}

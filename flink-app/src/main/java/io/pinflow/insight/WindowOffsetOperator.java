package io.pinflow.insight;

import io.pinflow.record.RowTypes;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.RowType;

/** Takes the offset of the windows from the arrival of posts and from watermarks. */
final class WindowOffsetOperator extends AbstractStreamOperator<RowData>
    implements OneInputStreamOperator<RowData, RowData> {

  private static final long serialVersionUID = 1L;
  private static final RowType POST = RowTypes.POST;
  private static final int ARRIVAL_TIME = POST.getFieldIndex(RowTypes.ARRIVAL_TIME);

  private final long offset;
  private final RowData.FieldGetter[] fields = new RowData.FieldGetter[POST.getFieldCount()];

  WindowOffsetOperator(long offset) {
    this.offset = offset;
    chainingStrategy = ChainingStrategy.ALWAYS;
    for (int field = 0; field < fields.length; field++) {
      fields[field] = RowData.createFieldGetter(POST.getTypeAt(field), field);
    }
  }

  @Override
  public void processElement(StreamRecord<RowData> element) {
    RowData post = element.getValue();
    GenericRowData shifted = new GenericRowData(fields.length);
    for (int field = 0; field < fields.length; field++) {
      shifted.setField(field, fields[field].getFieldOrNull(post));
    }
    long arrival = post.getTimestamp(ARRIVAL_TIME, 3).getMillisecond() - offset;
    shifted.setField(ARRIVAL_TIME, TimestampData.fromEpochMillis(arrival));
    output.collect(new StreamRecord<>(shifted, arrival));
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    super.processWatermark(
        mark.equals(Watermark.MAX_WATERMARK) ? mark : new Watermark(mark.getTimestamp() - offset));
  }
}

package io.pinflow.cleaning;

import io.pinflow.record.Kind;
import io.pinflow.record.RowTypes;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.table.data.RowData;

/** The streams that come out of the decoder; each carries internal rows and the watermarks. */
public final class Decoded {

  private final SingleOutputStreamOperator<RowData> deadLetters;

  Decoded(SingleOutputStreamOperator<RowData> deadLetters) {
    this.deadLetters = deadLetters;
  }

  /** Rows of {@link RowTypes#decoded} of this kind. */
  public DataStream<RowData> rows(Kind kind) {
    return deadLetters.getSideOutput(Decode.output(kind));
  }

  /** Rows of {@link RowTypes#DEAD_LETTER}. */
  public DataStream<RowData> deadLetters() {
    return deadLetters;
  }
}

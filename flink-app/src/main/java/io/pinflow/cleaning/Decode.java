package io.pinflow.cleaning;

import io.pinflow.record.Envelope;
import io.pinflow.record.Kind;
import io.pinflow.record.RowTypes;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.util.OutputTag;

/** Attaches the decoder to a stream of records. */
public final class Decode {

  private static final OutputTag<RowData> PINS = tag(Kind.PIN);
  private static final OutputTag<RowData> GEOS = tag(Kind.GEO);
  private static final OutputTag<RowData> USERS = tag(Kind.USER);

  private Decode() {}

  /**
   * Decodes records of any kind, and rejects those that cannot be decoded; none fails the job.
   *
   * @param uid of the operator, and its name; one per channel
   */
  public static Decoded attach(DataStream<Envelope> records, Bounds bounds, String uid) {
    SingleOutputStreamOperator<RowData> deadLetters =
        records
            .process(new DecodeFunction(bounds), InternalTypeInfo.of(RowTypes.DEAD_LETTER))
            .name(uid)
            .uid(uid);
    return new Decoded(deadLetters);
  }

  static OutputTag<RowData> output(Kind kind) {
    switch (kind) {
      case PIN:
        return PINS;
      case GEO:
        return GEOS;
      default:
        return USERS;
    }
  }

  private static OutputTag<RowData> tag(Kind kind) {
    return new OutputTag<>(kind.label(), InternalTypeInfo.of(RowTypes.decoded(kind)));
  }
}

package io.pinflow.cleaning;

import io.pinflow.record.Envelope;
import io.pinflow.record.Kind;
import io.pinflow.record.Reason;
import io.pinflow.record.RowTypes;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.types.logical.RowType;

/** What the decoder made of one record: a row by column name, or a reason. */
record Decoding(Map<String, Object> row, Reason reason, String detail, Integer ind) {

  private static final Map<Kind, RecordDecoder> DECODERS = new EnumMap<>(Kind.class);

  /** Decodes with standard bounds, by decoders that have decoded the records before. */
  static Decoding of(Envelope record) {
    return of(
        record,
        DECODERS.computeIfAbsent(record.kind, kind -> new RecordDecoder(kind, Bounds.standard())));
  }

  static Decoding of(Envelope record, RecordDecoder decoder) {
    try {
      RowType type = RowTypes.decoded(record.kind);
      List<Object> values = Rows.values(type, decoder.decode(record));
      Map<String, Object> row = new HashMap<>();
      for (int i = 0; i < values.size(); i++) {
        row.put(type.getFieldNames().get(i), values.get(i));
      }
      return new Decoding(row, null, null, null);
    } catch (RejectedException e) {
      return new Decoding(null, e.reason(), e.getMessage(), e.ind());
    }
  }

  /** The decoded text of the one field of a pin whose JSON is this. */
  static Object field(String field, String json) {
    return of(Records.pin(field, json)).row().get(field);
  }
}

package io.pinflow.post;

import io.pinflow.record.Kind;
import io.pinflow.record.Origin;
import io.pinflow.record.RowJson;
import io.pinflow.record.RowTypes;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/** How the meeting reads a cleaned row of one kind. */
final class Part {

  final Kind kind;
  final Fingerprint fingerprint;
  final PartFields fields;
  final RowJson json;
  private final int arrivalTime;
  private final int origin;

  Part(Kind kind) {
    RowType cleaned = RowTypes.cleaned(kind);
    this.kind = kind;
    this.fingerprint = new Fingerprint(cleaned);
    this.fields = new PartFields(kind);
    this.json = new RowJson(cleaned, cleaned.getFieldIndex(RowTypes.ARRIVAL_TIME));
    this.arrivalTime = cleaned.getFieldIndex(RowTypes.ARRIVAL_TIME);
    this.origin = cleaned.getFieldIndex(RowTypes.ORIGIN);
  }

  /** Milliseconds since the epoch. */
  long arrivalTime(RowData cleaned) {
    return cleaned.getTimestamp(arrivalTime, 3).getMillisecond();
  }

  Origin origin(RowData cleaned) {
    return Origin.parse(cleaned.getString(origin).toString());
  }
}

package io.pinflow.record;

import java.util.Arrays;
import javax.annotation.Nullable;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;

/** Makes rows of {@link RowTypes#DEAD_LETTER}. */
public final class DeadLetters {

  private DeadLetters() {}

  /** A record that could not be decoded; its payload is cut at {@code maxBytes}. */
  public static RowData rejected(
      Reason reason, String detail, Envelope record, @Nullable Integer ind, int maxBytes) {
    return of(
        reason,
        detail,
        record.kind,
        record.origin(),
        TimestampData.fromEpochMillis(record.arrivalTime),
        ind,
        record.payload,
        maxBytes);
  }

  /**
   * A dead letter; kind, origin and payload are null for an incomplete post.
   *
   * @param payload the record's bytes, or the cleaned row as JSON for a conflict
   * @param maxBytes where the payload is cut; {@code payload_size} tells its whole length
   */
  public static RowData of(
      Reason reason,
      String detail,
      @Nullable Kind kind,
      @Nullable Origin origin,
      TimestampData arrivalTime,
      @Nullable Integer ind,
      @Nullable byte[] payload,
      int maxBytes) {
    byte[] kept =
        payload == null || payload.length <= maxBytes ? payload : Arrays.copyOf(payload, maxBytes);
    return GenericRowData.of(
        StringData.fromString(reason.label()),
        StringData.fromString(detail),
        kind == null ? null : StringData.fromString(kind.label()),
        origin == null ? null : StringData.fromString(origin.channel.label()),
        origin == null ? null : StringData.fromString(origin.stream),
        origin == null ? null : StringData.fromString(origin.partition),
        origin == null ? null : StringData.fromString(origin.position),
        arrivalTime,
        ind,
        kept,
        payload == null ? 0L : (long) payload.length);
  }
}

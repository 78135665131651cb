package io.pinflow.post;

import io.pinflow.record.Channel;
import io.pinflow.record.Origin;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;

/** Cleaned rows with valid defaults. */
final class Cleaned {

  /** 2026-01-01T00:00:00Z. */
  static final long T0 = 1_767_225_600_000L;

  static final TimestampData POSTED = TimestampData.fromEpochMillis(1_598_586_767_000L);
  static final TimestampData JOINED = TimestampData.fromEpochMillis(1_445_685_831_000L);

  private static final StringData ORIGIN = origin("7");

  private Cleaned() {}

  static RowData pin(int ind, long arrival) {
    return pin(ind, arrival, "a title");
  }

  static RowData pin(int ind, long arrival, String title) {
    return GenericRowData.of(
        ind,
        text("fbe53c66"),
        text(title),
        null,
        437,
        text("ann"),
        text("a,b"),
        text("image"),
        text("http://image"),
        text("/data/art"),
        text("art"),
        TimestampData.fromEpochMillis(arrival),
        ORIGIN);
  }

  static RowData geo(int ind, long arrival) {
    return GenericRowData.of(
        ind,
        text("Albania"),
        new GenericArrayData(new Object[] {-89.9787, -173.293}),
        POSTED,
        TimestampData.fromEpochMillis(arrival),
        ORIGIN);
  }

  static RowData user(int ind, long arrival) {
    return GenericRowData.of(
        ind, text("Abigail Ali"), 20, JOINED, TimestampData.fromEpochMillis(arrival), ORIGIN);
  }

  static RowData post(int ind, long arrival) {
    return GenericRowData.of(
        ind,
        text("art"),
        text("ann"),
        437,
        text("Albania"),
        POSTED,
        text("Abigail Ali"),
        20,
        JOINED,
        TimestampData.fromEpochMillis(arrival));
  }

  static StringData origin(String position) {
    return text(new Origin(Channel.KAFKA, "posts", "0", position).encode());
  }

  static StringData text(String text) {
    return StringData.fromString(text);
  }
}

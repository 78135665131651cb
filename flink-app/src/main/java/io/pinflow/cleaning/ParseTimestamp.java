package io.pinflow.cleaning;

import javax.annotation.Nullable;
import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.functions.ScalarFunction;

/** Reads a date-time as UTC; null if it is none. See {@link DateTime}. */
public final class ParseTimestamp extends ScalarFunction {

  private static final long serialVersionUID = 1L;

  @DataTypeHint(value = "TIMESTAMP_LTZ(3)", bridgedTo = TimestampData.class)
  @Nullable
  public TimestampData eval(
      @DataTypeHint(value = "STRING", bridgedTo = StringData.class) @Nullable StringData value) {
    if (value == null) {
      return null;
    }
    long millis = DateTime.parse(Text.trimmed(value));
    return millis == DateTime.NONE ? null : TimestampData.fromEpochMillis(millis);
  }
}

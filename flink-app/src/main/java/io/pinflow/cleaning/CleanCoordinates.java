package io.pinflow.cleaning;

import javax.annotation.Nullable;
import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.functions.ScalarFunction;

/** Makes [latitude, longitude], in degrees; null unless both are within their ranges. */
public final class CleanCoordinates extends ScalarFunction {

  private static final long serialVersionUID = 1L;

  private static final double MAX_LATITUDE = 90;
  private static final double MAX_LONGITUDE = 180;

  @DataTypeHint(value = "ARRAY<DOUBLE>", bridgedTo = ArrayData.class)
  @Nullable
  public ArrayData eval(
      @DataTypeHint(value = "STRING", bridgedTo = StringData.class) @Nullable StringData latitude,
      @DataTypeHint(value = "STRING", bridgedTo = StringData.class) @Nullable
          StringData longitude) {
    Double north = degrees(latitude, MAX_LATITUDE);
    Double east = degrees(longitude, MAX_LONGITUDE);
    return north == null || east == null ? null : new GenericArrayData(new double[] {north, east});
  }

  @Nullable
  private static Double degrees(@Nullable StringData value, double max) {
    Double degrees = value == null ? null : Numbers.toDouble(Text.trimmed(value));
    return degrees == null || Math.abs(degrees) > max ? null : degrees;
  }
}

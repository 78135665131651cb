package io.pinflow.cleaning;

import javax.annotation.Nullable;
import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.functions.ScalarFunction;

/** Reads an age in whole years, 0 to 130; null otherwise. */
public final class ParseAge extends ScalarFunction {

  private static final long serialVersionUID = 1L;

  private static final int OLDEST = 130;

  @Nullable
  public Integer eval(
      @DataTypeHint(value = "STRING", bridgedTo = StringData.class) @Nullable StringData value) {
    Integer age = value == null ? null : Numbers.toInt(Text.trimmed(value));
    return age == null || age < 0 || age > OLDEST ? null : age;
  }
}

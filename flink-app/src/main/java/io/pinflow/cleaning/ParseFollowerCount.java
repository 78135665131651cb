package io.pinflow.cleaning;

import io.pinflow.record.Kind;
import io.pinflow.record.Metrics;
import javax.annotation.Nullable;
import org.apache.flink.metrics.Counter;
import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.functions.FunctionContext;
import org.apache.flink.table.functions.ScalarFunction;

/** Reads a follower count; counts those that are neither a placeholder nor usable. */
public final class ParseFollowerCount extends ScalarFunction {

  private static final long serialVersionUID = 1L;

  private transient TextCleaner cleaner;
  private transient Counter unusable;

  @Override
  public void open(FunctionContext context) {
    cleaner = new TextCleaner("follower_count");
    unusable =
        Metrics.counter(context.getMetricGroup(), Kind.PIN, Metrics.UNUSABLE_FOLLOWER_COUNTS);
  }

  @Nullable
  public Integer eval(
      @DataTypeHint(value = "STRING", bridgedTo = StringData.class) @Nullable StringData value) {
    Text text = cleaner.clean(value);
    if (text == null) {
      return null;
    }
    Integer count = FollowerCount.parse(text);
    if (count == null) {
      unusable.inc();
    }
    return count;
  }
}

package io.pinflow.cleaning;

import java.nio.charset.StandardCharsets;
import javax.annotation.Nullable;
import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.functions.FunctionContext;
import org.apache.flink.table.functions.ScalarFunction;

/** Cleans a string column, and takes a text off its beginning where the rule says so. */
public final class CleanText extends ScalarFunction {

  private static final long serialVersionUID = 1L;

  private final String column;
  private final byte[] prefix;

  private transient TextCleaner cleaner;

  public CleanText(String column) {
    this(column, "");
  }

  public CleanText(String column, String prefix) {
    this.column = column;
    this.prefix = prefix.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void open(FunctionContext context) {
    cleaner = new TextCleaner(column);
  }

  @DataTypeHint(value = "STRING", bridgedTo = StringData.class)
  @Nullable
  public StringData eval(
      @DataTypeHint(value = "STRING", bridgedTo = StringData.class) @Nullable StringData value) {
    Text text = cleaner.cleanWithout(prefix, value);
    return text == null ? null : text.toStringData();
  }
}

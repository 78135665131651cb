package io.pinflow.cleaning;

import javax.annotation.Nullable;
import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.functions.FunctionContext;
import org.apache.flink.table.functions.ScalarFunction;

/** Joins first and last name by a blank; one missing gives the other, both missing null. */
public final class JoinNames extends ScalarFunction {

  private static final long serialVersionUID = 1L;

  private transient TextCleaner firstNames;
  private transient TextCleaner lastNames;

  @Override
  public void open(FunctionContext context) {
    firstNames = new TextCleaner("first_name");
    lastNames = new TextCleaner("last_name");
  }

  @DataTypeHint(value = "STRING", bridgedTo = StringData.class)
  @Nullable
  public StringData eval(
      @DataTypeHint(value = "STRING", bridgedTo = StringData.class) @Nullable StringData firstName,
      @DataTypeHint(value = "STRING", bridgedTo = StringData.class) @Nullable StringData lastName) {
    Text first = firstNames.clean(firstName);
    Text last = lastNames.clean(lastName);
    if (first == null || last == null) {
      Text only = first == null ? last : first;
      return only == null ? null : only.toStringData();
    }
    return join(first, last);
  }

  private static StringData join(Text first, Text last) {
    byte[] name = new byte[first.length() + 1 + last.length()];
    System.arraycopy(first.bytes, first.start, name, 0, first.length());
    name[first.length()] = ' ';
    System.arraycopy(last.bytes, last.start, name, first.length() + 1, last.length());
    return StringData.fromBytes(name);
  }
}

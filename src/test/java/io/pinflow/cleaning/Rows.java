package io.pinflow.cleaning;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.RowType;

/** Shows internal rows as lists of plain values: String (bytes too), Integer, Instant, List. */
final class Rows {

  private Rows() {}

  static List<Object> values(RowType type, RowData row) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < type.getFieldCount(); i++) {
      values.add(plain(RowData.createFieldGetter(type.getTypeAt(i), i).getFieldOrNull(row)));
    }
    return values;
  }

  private static Object plain(Object value) {
    if (value instanceof StringData) {
      return value.toString();
    }
    if (value instanceof TimestampData timestamp) {
      return timestamp.toInstant();
    }
    if (value instanceof ArrayData array) {
      return Arrays.stream(array.toDoubleArray()).boxed().toList();
    }
    return value instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : value;
  }

  static Instant utc(String text) {
    return Instant.parse(text + "Z");
  }
}

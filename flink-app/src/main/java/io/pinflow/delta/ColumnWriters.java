package io.pinflow.delta;

import java.util.Arrays;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.data.binary.BinaryStringData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;

/** A {@link ColumnWriter} for each type of {@link ParquetTypes}. */
final class ColumnWriters {

  private ColumnWriters() {}

  static ColumnWriter[] of(RowType rowType) {
    return rowType.getChildren().stream().map(ColumnWriters::of).toArray(ColumnWriter[]::new);
  }

  private static ColumnWriter of(LogicalType type) {
    switch (type.getTypeRoot()) {
      case BOOLEAN:
        return new ColumnWriter(
            (consumer, row, at) -> consumer.addBoolean(row.getBoolean(at)),
            (consumer, array, at) -> consumer.addBoolean(array.getBoolean(at)));
      case TINYINT:
        return new ColumnWriter(
            (consumer, row, at) -> consumer.addInteger(row.getByte(at)),
            (consumer, array, at) -> consumer.addInteger(array.getByte(at)));
      case SMALLINT:
        return new ColumnWriter(
            (consumer, row, at) -> consumer.addInteger(row.getShort(at)),
            (consumer, array, at) -> consumer.addInteger(array.getShort(at)));
      case INTEGER:
      case DATE:
        return new ColumnWriter(
            (consumer, row, at) -> consumer.addInteger(row.getInt(at)),
            (consumer, array, at) -> consumer.addInteger(array.getInt(at)));
      case BIGINT:
        return new ColumnWriter(
            (consumer, row, at) -> consumer.addLong(row.getLong(at)),
            (consumer, array, at) -> consumer.addLong(array.getLong(at)));
      case FLOAT:
        return new ColumnWriter(
            (consumer, row, at) -> consumer.addFloat(row.getFloat(at)),
            (consumer, array, at) -> consumer.addFloat(array.getFloat(at)));
      case DOUBLE:
        return new ColumnWriter(
            (consumer, row, at) -> consumer.addDouble(row.getDouble(at)),
            (consumer, array, at) -> consumer.addDouble(array.getDouble(at)));
      default:
        return sized(type);
    }
  }

  private static ColumnWriter sized(LogicalType type) {
    switch (type.getTypeRoot()) {
      case CHAR:
      case VARCHAR:
        return new ColumnWriter(
            (consumer, row, at) -> consumer.addBinary(text(row.getString(at))),
            (consumer, array, at) -> consumer.addBinary(text(array.getString(at))));
      case BINARY:
      case VARBINARY:
        return new ColumnWriter(
            (consumer, row, at) -> consumer.addBinary(bytes(row.getBinary(at))),
            (consumer, array, at) -> consumer.addBinary(bytes(array.getBinary(at))));
      case TIMESTAMP_WITHOUT_TIME_ZONE:
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE:
        int digits = LogicalTypeChecks.getPrecision(type);
        return new ColumnWriter(
            (consumer, row, at) -> consumer.addLong(micros(row.getTimestamp(at, digits))),
            (consumer, array, at) -> consumer.addLong(micros(array.getTimestamp(at, digits))));
      case DECIMAL:
        return decimal(LogicalTypeChecks.getPrecision(type), LogicalTypeChecks.getScale(type));
      case ARRAY:
        ColumnWriter elements = of(type.getChildren().get(0));
        return new ColumnWriter(
            (consumer, row, at) -> list(consumer, row.getArray(at), elements),
            (consumer, array, at) -> list(consumer, array.getArray(at), elements));
      case ROW:
        return nested((RowType) type);
      default:
        throw new IllegalArgumentException("No writer for " + type);
    }
  }

  private static ColumnWriter nested(RowType type) {
    ColumnWriter[] fields = of(type);
    String[] names = type.getFieldNames().toArray(new String[0]);
    return new ColumnWriter(
        (consumer, row, at) -> group(consumer, row.getRow(at, names.length), names, fields),
        (consumer, array, at) -> group(consumer, array.getRow(at, names.length), names, fields));
  }

  private static ColumnWriter decimal(int precision, int scale) {
    return new ColumnWriter(
        (consumer, row, at) -> decimal(consumer, row.getDecimal(at, precision, scale), precision),
        (consumer, array, at) ->
            decimal(consumer, array.getDecimal(at, precision, scale), precision));
  }

  private static void decimal(RecordConsumer consumer, DecimalData value, int precision) {
    if (precision <= 9) {
      consumer.addInteger((int) value.toUnscaledLong());
    } else if (precision <= 18) {
      consumer.addLong(value.toUnscaledLong());
    } else {
      byte[] unscaled = value.toUnscaledBytes();
      byte[] fixed = new byte[ParquetTypes.decimalBytes(precision)];
      Arrays.fill(fixed, (byte) (unscaled[0] < 0 ? -1 : 0));
      System.arraycopy(unscaled, 0, fixed, fixed.length - unscaled.length, unscaled.length);
      consumer.addBinary(Binary.fromConstantByteArray(fixed));
    }
  }

  /** Strings of binary rows mostly lie in one piece of heap and can be read where they lie. */
  private static Binary text(StringData value) {
    BinaryStringData string = (BinaryStringData) value;
    string.ensureMaterialized();
    if (string.getSegments().length == 1 && !string.getSegments()[0].isOffHeap()) {
      return Binary.fromReusedByteArray(
          string.getSegments()[0].getArray(), string.getOffset(), string.getSizeInBytes());
    }
    return Binary.fromConstantByteArray(string.toBytes());
  }

  /** Reused, since the row may hand out one array for ever. */
  private static Binary bytes(byte[] value) {
    return Binary.fromReusedByteArray(value);
  }

  static long micros(TimestampData value) {
    return value.getMillisecond() * 1000 + value.getNanoOfMillisecond() / 1000;
  }

  private static void list(RecordConsumer consumer, ArrayData array, ColumnWriter elements) {
    consumer.startGroup();
    if (array.size() > 0) {
      consumer.startField("list", 0);
      for (int i = 0; i < array.size(); i++) {
        element(consumer, array, i, elements);
      }
      consumer.endField("list", 0);
    }
    consumer.endGroup();
  }

  private static void element(
      RecordConsumer consumer, ArrayData array, int position, ColumnWriter elements) {
    consumer.startGroup();
    if (!array.isNullAt(position)) {
      consumer.startField("element", 0);
      elements.write(consumer, array, position);
      consumer.endField("element", 0);
    }
    consumer.endGroup();
  }

  private static void group(
      RecordConsumer consumer, RowData row, String[] names, ColumnWriter[] fields) {
    consumer.startGroup();
    for (int i = 0; i < fields.length; i++) {
      if (!row.isNullAt(i)) {
        consumer.startField(names[i], i);
        fields[i].write(consumer, row, i);
        consumer.endField(names[i], i);
      }
    }
    consumer.endGroup();
  }
}

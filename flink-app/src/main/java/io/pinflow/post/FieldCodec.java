package io.pinflow.post;

import java.io.IOException;
import java.io.Serializable;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/**
 * One canonical binary form of the fields of a row, for state and for fingerprints.
 *
 * <p>Ours, because a state must outlive Flink's internal formats, and equal values must give equal
 * bytes however a row holds them. A field is a presence byte and then: INT 4 bytes, STRING length
 * and UTF-8, TIMESTAMP milliseconds, ARRAY&lt;DOUBLE&gt; length and elements, each with a presence
 * byte.
 */
final class FieldCodec implements Serializable {

  private static final long serialVersionUID = 1L;

  private final RowType type;
  private final int fields;

  /** For the first fields of a row type. */
  FieldCodec(RowType type, int fields) {
    this.type = type;
    this.fields = fields;
  }

  void write(RowData row, DataOutputView out) throws IOException {
    for (int i = 0; i < fields; i++) {
      out.writeBoolean(!row.isNullAt(i));
      if (!row.isNullAt(i)) {
        writeField(row, i, out);
      }
    }
  }

  GenericRowData read(DataInputView in) throws IOException {
    GenericRowData row = new GenericRowData(fields);
    for (int i = 0; i < fields; i++) {
      if (in.readBoolean()) {
        row.setField(i, readField(type.getTypeAt(i), in));
      }
    }
    return row;
  }

  private void writeField(RowData row, int i, DataOutputView out) throws IOException {
    LogicalType field = type.getTypeAt(i);
    switch (field.getTypeRoot()) {
      case INTEGER:
        out.writeInt(row.getInt(i));
        break;
      case VARCHAR:
        byte[] utf8 = row.getString(i).toBytes();
        out.writeInt(utf8.length);
        out.write(utf8);
        break;
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE:
        out.writeLong(row.getTimestamp(i, 3).getMillisecond());
        break;
      case ARRAY:
        writeDoubles(row.getArray(i), out);
        break;
      default:
        throw new IllegalArgumentException("no binary form for fields of type " + field);
    }
  }

  private static void writeDoubles(ArrayData array, DataOutputView out) throws IOException {
    out.writeInt(array.size());
    for (int i = 0; i < array.size(); i++) {
      out.writeBoolean(!array.isNullAt(i));
      if (!array.isNullAt(i)) {
        out.writeDouble(array.getDouble(i) + 0.0); // -0.0 is 0.0
      }
    }
  }

  private static Object readField(LogicalType field, DataInputView in) throws IOException {
    switch (field.getTypeRoot()) {
      case INTEGER:
        return in.readInt();
      case VARCHAR:
        byte[] utf8 = new byte[in.readInt()];
        in.readFully(utf8);
        return StringData.fromBytes(utf8);
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE:
        return TimestampData.fromEpochMillis(in.readLong());
      default:
        throw new IllegalArgumentException("fields of type " + field + " are not kept");
    }
  }
}

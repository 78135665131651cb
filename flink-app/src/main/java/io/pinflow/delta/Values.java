package io.pinflow.delta;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Plain values in state, each behind a tag; strings of any length. */
final class Values {

  private static final byte NULL = 0;
  private static final byte INT = 1;
  private static final byte LONG = 2;
  private static final byte FLOAT = 3;
  private static final byte DOUBLE = 4;
  private static final byte BOOLEAN = 5;
  private static final byte STRING = 6;
  private static final byte DECIMAL = 7;
  private static final byte BYTE = 8;
  private static final byte SHORT = 9;

  private Values() {}

  static void write(Object value, DataOutputView out) throws IOException {
    if (value == null) {
      out.writeByte(NULL);
    } else if (value instanceof String) {
      out.writeByte(STRING);
      writeText((String) value, out);
    } else if (value instanceof Boolean) {
      out.writeByte(BOOLEAN);
      out.writeBoolean((Boolean) value);
    } else if (value instanceof BigDecimal) {
      out.writeByte(DECIMAL);
      writeText(value.toString(), out);
    } else {
      writeNumber(value, out);
    }
  }

  private static void writeNumber(Object value, DataOutputView out) throws IOException {
    if (value instanceof Integer) {
      out.writeByte(INT);
      out.writeInt((Integer) value);
    } else if (value instanceof Long) {
      out.writeByte(LONG);
      out.writeLong((Long) value);
    } else if (value instanceof Double) {
      out.writeByte(DOUBLE);
      out.writeDouble((Double) value);
    } else if (value instanceof Float) {
      out.writeByte(FLOAT);
      out.writeFloat((Float) value);
    } else if (value instanceof Short) {
      out.writeByte(SHORT);
      out.writeShort((Short) value);
    } else if (value instanceof Byte) {
      out.writeByte(BYTE);
      out.writeByte((Byte) value);
    } else {
      throw new IOException("No form in state for a " + value.getClass().getName());
    }
  }

  static Object read(DataInputView in) throws IOException {
    byte tag = in.readByte();
    switch (tag) {
      case NULL:
        return null;
      case INT:
        return in.readInt();
      case LONG:
        return in.readLong();
      case FLOAT:
        return in.readFloat();
      case DOUBLE:
        return in.readDouble();
      case BOOLEAN:
        return in.readBoolean();
      case STRING:
        return readText(in);
      case DECIMAL:
        return new BigDecimal(readText(in));
      case BYTE:
        return in.readByte();
      case SHORT:
        return in.readShort();
      default:
        throw new IOException(
            "State holds a value of unknown kind " + tag + "; a newer version wrote it.");
    }
  }

  /** Unlike {@code writeUTF}, not limited to 64 KiB. */
  static void writeText(String text, DataOutputView out) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  static String readText(DataInputView in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}

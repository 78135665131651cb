package io.pinflow.delta;

import io.delta.kernel.expressions.Literal;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.TimestampType;
import java.math.BigDecimal;

/** Values of {@link DataFile}s as Delta Kernel's literals. */
final class Literals {

  private Literals() {}

  static Literal of(Object value, DataType type) {
    if (value == null) {
      return Literal.ofNull(type);
    } else if (value instanceof String) {
      return Literal.ofString((String) value);
    } else if (value instanceof Boolean) {
      return Literal.ofBoolean((Boolean) value);
    } else if (value instanceof Integer) {
      return type instanceof DateType
          ? Literal.ofDate((Integer) value)
          : Literal.ofInt((Integer) value);
    } else if (value instanceof Long) {
      return type instanceof TimestampType
          ? Literal.ofTimestamp((Long) value)
          : Literal.ofLong((Long) value);
    }
    return rarer(value, type);
  }

  private static Literal rarer(Object value, DataType type) {
    if (value instanceof Double) {
      return Literal.ofDouble((Double) value);
    } else if (value instanceof Float) {
      return Literal.ofFloat((Float) value);
    } else if (value instanceof Short) {
      return Literal.ofShort((Short) value);
    } else if (value instanceof Byte) {
      return Literal.ofByte((Byte) value);
    }
    DecimalType decimal = (DecimalType) type;
    return Literal.ofDecimal((BigDecimal) value, decimal.getPrecision(), decimal.getScale());
  }
}

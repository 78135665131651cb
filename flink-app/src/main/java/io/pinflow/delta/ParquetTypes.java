package io.pinflow.delta;

import static org.apache.parquet.schema.LogicalTypeAnnotation.dateType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.decimalType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.intType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.listType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BOOLEAN;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FLOAT;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** Flink's types as Parquet's, in the form that Delta asks for; every field is optional. */
final class ParquetTypes {

  private ParquetTypes() {}

  static MessageType message(RowType rowType) {
    return new MessageType("row", fields(rowType));
  }

  private static List<Type> fields(RowType rowType) {
    return rowType.getFields().stream()
        .map(field -> type(field.getName(), field.getType()))
        .collect(Collectors.toList());
  }

  private static Type type(String name, LogicalType type) {
    switch (type.getTypeRoot()) {
      case BOOLEAN:
        return plain(BOOLEAN, name);
      case TINYINT:
        return Types.optional(INT32).as(intType(8, true)).named(name);
      case SMALLINT:
        return Types.optional(INT32).as(intType(16, true)).named(name);
      case INTEGER:
        return plain(INT32, name);
      case BIGINT:
        return plain(INT64, name);
      case FLOAT:
        return plain(FLOAT, name);
      case DOUBLE:
        return plain(DOUBLE, name);
      case CHAR:
      case VARCHAR:
        return Types.optional(BINARY).as(stringType()).named(name);
      case BINARY:
      case VARBINARY:
        return plain(BINARY, name);
      case DATE:
        return Types.optional(INT32).as(dateType()).named(name);
      case TIMESTAMP_WITHOUT_TIME_ZONE:
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE:
        return Types.optional(INT64).as(timestampType(true, TimeUnit.MICROS)).named(name);
      default:
        return composed(name, type);
    }
  }

  private static Type composed(String name, LogicalType type) {
    switch (type.getTypeRoot()) {
      case DECIMAL:
        return decimal(name, type);
      case ARRAY:
        return Types.optionalGroup()
            .repeatedGroup()
            .addField(type("element", type.getChildren().get(0)))
            .named("list")
            .as(listType())
            .named(name);
      case ROW:
        return Types.optionalGroup()
            .addFields(fields((RowType) type).toArray(new Type[0]))
            .named(name);
      default:
        throw new IllegalArgumentException("No Parquet type for " + type);
    }
  }

  private static Type plain(PrimitiveTypeName type, String name) {
    return Types.optional(type).named(name);
  }

  private static Type decimal(String name, LogicalType type) {
    int precision = LogicalTypeChecks.getPrecision(type);
    int scale = LogicalTypeChecks.getScale(type);
    if (precision <= 18) {
      return Types.optional(precision <= 9 ? INT32 : INT64)
          .as(decimalType(scale, precision))
          .named(name);
    }
    return Types.optional(FIXED_LEN_BYTE_ARRAY)
        .length(decimalBytes(precision))
        .as(decimalType(scale, precision))
        .named(name);
  }

  /** The fewest bytes that hold any unscaled value of this precision in two's complement. */
  static int decimalBytes(int precision) {
    return BigInteger.TEN.pow(precision).bitLength() / 8 + 1;
  }
}

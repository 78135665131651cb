package io.pinflow.delta;

import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.StructType;
import java.util.Locale;
import java.util.stream.Collectors;

/** Types as a SQL statement names them. */
final class SqlTypes {

  private SqlTypes() {}

  static String of(DataType type) {
    if (type instanceof ArrayType) {
      return "ARRAY<" + of(((ArrayType) type).getElementType()) + ">";
    } else if (type instanceof StructType) {
      return ((StructType) type)
          .fields().stream()
              .map(field -> "`" + field.getName() + "`: " + of(field.getDataType()))
              .collect(Collectors.joining(", ", "STRUCT<", ">"));
    }
    return type.toString().toUpperCase(Locale.ROOT);
  }
}

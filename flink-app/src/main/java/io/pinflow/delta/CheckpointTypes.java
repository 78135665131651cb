package io.pinflow.delta;

import static org.apache.parquet.schema.LogicalTypeAnnotation.listType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.mapType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BOOLEAN;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/** The types that occur in the actions of a log, as Parquet's. */
final class CheckpointTypes {

  private CheckpointTypes() {}

  static MessageType message(StructType schema) {
    return new MessageType("spark_schema", fields(schema));
  }

  private static Type[] fields(StructType schema) {
    return schema.fields().stream()
        .map(field -> type(field.getName(), field.getDataType(), Repetition.OPTIONAL))
        .toArray(Type[]::new);
  }

  private static Type type(String name, DataType type, Repetition repetition) {
    if (type instanceof StringType) {
      return Types.primitive(BINARY, repetition).as(stringType()).named(name);
    } else if (type instanceof LongType) {
      return Types.primitive(INT64, repetition).named(name);
    } else if (type instanceof IntegerType) {
      return Types.primitive(INT32, repetition).named(name);
    } else if (type instanceof BooleanType) {
      return Types.primitive(BOOLEAN, repetition).named(name);
    } else if (type instanceof StructType) {
      return new GroupType(repetition, name, fields((StructType) type));
    } else if (type instanceof MapType) {
      return map(name, (MapType) type, repetition);
    } else if (type instanceof ArrayType) {
      return list(name, (ArrayType) type, repetition);
    }
    throw new UnsupportedOperationException(
        "A log checkpoint has a field " + name + " of unforeseen type " + type);
  }

  private static Type map(String name, MapType type, Repetition repetition) {
    return Types.buildGroup(repetition)
        .addField(
            new GroupType(
                Repetition.REPEATED,
                "key_value",
                type("key", type.getKeyType(), Repetition.REQUIRED),
                type("value", type.getValueType(), Repetition.OPTIONAL)))
        .as(mapType())
        .named(name);
  }

  private static Type list(String name, ArrayType type, Repetition repetition) {
    return Types.buildGroup(repetition)
        .addField(
            new GroupType(
                Repetition.REPEATED,
                "list",
                type("element", type.getElementType(), Repetition.OPTIONAL)))
        .as(listType())
        .named(name);
  }
}

package io.pinflow.delta;

import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.BinaryType;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.ByteType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.FieldMetadata;
import io.delta.kernel.types.FloatType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.ShortType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;

/** Flink's types as Delta's. */
final class DeltaTypes {

  /** Delta's timestamps hold microseconds; more digits would be lost in silence. */
  static final int MAX_TIMESTAMP_PRECISION = 6;

  private static final Set<LogicalTypeRoot> NOT_FOR_PARTITIONS =
      Set.of(
          LogicalTypeRoot.ARRAY,
          LogicalTypeRoot.ROW,
          LogicalTypeRoot.BINARY,
          LogicalTypeRoot.VARBINARY);

  private DeltaTypes() {}

  static StructType schema(RowType rowType, Map<String, String> comments) {
    return new StructType(
        rowType.getFields().stream()
            .map(field -> column(field, comments.get(field.getName())))
            .collect(Collectors.toList()));
  }

  private static StructField column(RowType.RowField field, String comment) {
    FieldMetadata.Builder metadata = FieldMetadata.builder();
    if (comment != null) {
      metadata.putString("comment", comment);
    }
    return new StructField(
        field.getName(), type(field.getName(), field.getType()), true, metadata.build());
  }

  private static DataType type(String column, LogicalType type) {
    switch (type.getTypeRoot()) {
      case BOOLEAN:
        return BooleanType.BOOLEAN;
      case TINYINT:
        return ByteType.BYTE;
      case SMALLINT:
        return ShortType.SHORT;
      case INTEGER:
        return IntegerType.INTEGER;
      case BIGINT:
        return LongType.LONG;
      case FLOAT:
        return FloatType.FLOAT;
      case DOUBLE:
        return DoubleType.DOUBLE;
      case CHAR:
      case VARCHAR:
        return StringType.STRING;
      case BINARY:
      case VARBINARY:
        return BinaryType.BINARY;
      case DATE:
        return DateType.DATE;
      case TIMESTAMP_WITHOUT_TIME_ZONE:
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE:
        return timestamp(column, type);
      default:
        return composed(column, type);
    }
  }

  private static DataType timestamp(String column, LogicalType type) {
    if (LogicalTypeChecks.getPrecision(type) > MAX_TIMESTAMP_PRECISION) {
      throw unsupported(column, type, "declare it with a precision of at most 6");
    }
    return TimestampType.TIMESTAMP;
  }

  private static DataType composed(String column, LogicalType type) {
    switch (type.getTypeRoot()) {
      case DECIMAL:
        return new DecimalType(
            LogicalTypeChecks.getPrecision(type), LogicalTypeChecks.getScale(type));
      case ARRAY:
        return new ArrayType(type(column, type.getChildren().get(0)), true);
      case ROW:
        return schema((RowType) type, Map.of());
      default:
        throw unsupported(column, type, "cast it to a type that a Delta table can hold");
    }
  }

  static void validateColumn(String table, RowType rowType, String column) {
    if (!rowType.getFieldNames().contains(column)) {
      throw new IllegalArgumentException(
          String.format(
              "Table %s has no column \"%s\"; it has %s.", table, column, rowType.getFieldNames()));
    }
  }

  static void validatePartitions(String table, RowType rowType, List<String> columns) {
    for (String column : columns) {
      validateColumn(table, rowType, column);
      LogicalType type = rowType.getTypeAt(rowType.getFieldIndex(column));
      if (NOT_FOR_PARTITIONS.contains(type.getTypeRoot())) {
        throw unsupported(column, type, "partition by a plain column");
      }
    }
    if (columns.size() == rowType.getFieldCount()) {
      throw new IllegalArgumentException(
          String.format(
              "Table %s is partitioned by all of its columns; leave one to be stored.", table));
    }
  }

  private static IllegalArgumentException unsupported(
      String column, LogicalType type, String remedy) {
    return new IllegalArgumentException(
        String.format(
            "Column \"%s\" has type %s, which is not supported here: %s.",
            column, type.asSummaryString(), remedy));
  }
}

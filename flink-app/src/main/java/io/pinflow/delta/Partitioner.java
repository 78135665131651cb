package io.pinflow.delta;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;

/** Splits the columns of a table into those that are stored and those that name the partition. */
final class Partitioner {

  private static final List<Object> WHOLE = List.of();

  private final RowType rowType;
  private final List<String> columns;
  private final RowData.FieldGetter[] getters;
  private final LogicalType[] types;

  Partitioner(DeltaTable table) {
    this.rowType = table.rowType();
    this.columns = table.partitionColumns();
    this.types =
        columns.stream()
            .map(column -> rowType.getTypeAt(rowType.getFieldIndex(column)))
            .toArray(LogicalType[]::new);
    this.getters =
        columns.stream()
            .map(rowType::getFieldIndex)
            .map(at -> RowData.createFieldGetter(rowType.getTypeAt(at), at))
            .toArray(RowData.FieldGetter[]::new);
  }

  RowType stored() {
    return new RowType(
        rowType.getFields().stream()
            .filter(field -> !columns.contains(field.getName()))
            .collect(Collectors.toList()));
  }

  /** Where the stored columns stand in a row. */
  int[] positions() {
    return stored().getFieldNames().stream().mapToInt(rowType::getFieldIndex).toArray();
  }

  /** The values of the partition columns, in their order. */
  List<Object> partition(RowData row) {
    if (getters.length == 0) {
      return WHOLE;
    }
    List<Object> values = new ArrayList<>(getters.length);
    for (int i = 0; i < getters.length; i++) {
      values.add(value(getters[i].getFieldOrNull(row), types[i]));
    }
    return values;
  }

  Map<String, Object> named(List<Object> partition) {
    Map<String, Object> named = new LinkedHashMap<>();
    for (int i = 0; i < partition.size(); i++) {
      named.put(columns.get(i), partition.get(i));
    }
    return named;
  }

  String path(List<Object> partition) {
    Map<String, LogicalType> byColumn = new LinkedHashMap<>();
    Arrays.stream(types).forEach(type -> byColumn.put(columns.get(byColumn.size()), type));
    return PartitionPath.of(named(partition), byColumn);
  }

  /** Delta cannot tell an empty string from null in a partition. */
  private static Object value(Object field, LogicalType type) {
    if (field == null) {
      return null;
    }
    switch (type.getTypeRoot()) {
      case CHAR:
      case VARCHAR:
        String text = field.toString();
        return text.isEmpty() ? null : text;
      case DECIMAL:
        return ((org.apache.flink.table.data.DecimalData) field)
            .toBigDecimal()
            .setScale(LogicalTypeChecks.getScale(type));
      case TIMESTAMP_WITHOUT_TIME_ZONE:
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE:
        return ColumnWriters.micros((org.apache.flink.table.data.TimestampData) field);
      default:
        return field;
    }
  }
}

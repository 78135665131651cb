package io.pinflow.delta;

import io.delta.kernel.Snapshot;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compares what a sink writes with what a table, made by somebody else or earlier, holds. */
final class TableSchema {

  private static final String COLUMN_MAPPING = "delta.columnMapping.mode";

  private TableSchema() {}

  /**
   * Columns that the table has and the sink does not write are filled with null, if they may be.
   *
   * @throws DeltaSinkException naming every column that differs
   */
  static void validate(DeltaTable table, Snapshot snapshot) {
    List<String> problems = new ArrayList<>();
    StructType found = snapshot.getSchema();
    StructType wanted = DeltaTypes.schema(table.rowType(), Map.of());
    for (StructField column : wanted.fields()) {
      compare(column, found, problems);
    }
    for (StructField column : found.fields()) {
      if (wanted.indexOf(column.getName()) < 0 && !column.isNullable()) {
        problems.add(
            String.format("column \"%s\" must not be null and is not written", column.getName()));
      }
    }
    comparePartitions(table, snapshot, problems);
    refuse(table, problems);
  }

  private static void compare(StructField wanted, StructType found, List<String> problems) {
    int index = found.indexOf(wanted.getName());
    if (index < 0) {
      problems.add(
          String.format(
              "column \"%s\" %s is missing in the table", wanted.getName(), wanted.getDataType()));
    } else if (!found.at(index).getDataType().equivalent(wanted.getDataType())) {
      problems.add(
          String.format(
              "column \"%s\" is %s in the table and %s in the job",
              wanted.getName(), found.at(index).getDataType(), wanted.getDataType()));
    }
  }

  private static void comparePartitions(
      DeltaTable table, Snapshot snapshot, List<String> problems) {
    if (!snapshot.getPartitionColumnNames().equals(table.partitionColumns())) {
      problems.add(
          String.format(
              "the table is partitioned by %s and the job's by %s",
              snapshot.getPartitionColumnNames(), table.partitionColumns()));
    }
    String mapping = snapshot.getTableProperties().getOrDefault(COLUMN_MAPPING, "none");
    if (!mapping.equals("none")) {
      problems.add("the table has column mapping \"" + mapping + "\", which is not supported");
    }
  }

  private static void refuse(DeltaTable table, List<String> problems) {
    if (!problems.isEmpty()) {
      throw new DeltaSinkException(
          String.format(
              "Table %s does not fit what the job writes: %s. Alter the table, or give the job"
                  + " another path.",
              table, String.join("; ", problems)));
    }
  }
}

package io.pinflow.delta;

import io.delta.kernel.Snapshot;
import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.internal.tablefeatures.TableFeature;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares what a sink writes with what a table, made by somebody else or earlier, holds. */
final class TableSchema {

  private static final String COLUMN_MAPPING = "delta.columnMapping.mode";

  /**
   * Features that ask nothing more of a writer of whole files than Kernel does or checks. Older
   * protocols name some without using them.
   */
  private static final Set<String> HARMLESS =
      Set.of(
          "appendOnly",
          "changeDataFeed",
          "checkConstraints",
          "columnMapping",
          "generatedColumns",
          "identityColumns",
          "inCommitTimestamp",
          "invariants",
          "timestampNtz",
          "vacuumProtocolCheck");

  private final DeltaTable table;
  private final Snapshot snapshot;
  private final List<String> problems = new ArrayList<>();
  private final List<StructField> missing = new ArrayList<>();

  private TableSchema(DeltaTable table, Snapshot snapshot) {
    this.table = table;
    this.snapshot = snapshot;
  }

  /**
   * Columns that the table has and the sink does not write are filled with null, if they may be.
   *
   * @throws DeltaSinkException naming every column that differs
   */
  static void validate(DeltaTable table, Snapshot snapshot) {
    TableSchema schema = new TableSchema(table, snapshot);
    schema.compareColumns();
    schema.comparePartitions();
    schema.compareFeatures();
    schema.refuse();
  }

  private void compareColumns() {
    StructType found = snapshot.getSchema();
    StructType wanted = DeltaTypes.schema(table.rowType(), Map.of());
    for (StructField column : wanted.fields()) {
      compare(column, found);
    }
    for (StructField column : found.fields()) {
      if (wanted.indexOf(column.getName()) < 0 && !column.isNullable()) {
        problems.add(
            String.format("column \"%s\" must not be null and is not written", column.getName()));
      }
    }
  }

  private void compare(StructField wanted, StructType found) {
    int index = found.indexOf(wanted.getName());
    if (index < 0) {
      missing.add(wanted);
      problems.add(
          String.format(
              "column \"%s\" %s is missing in the table", wanted.getName(), wanted.getDataType()));
    } else if (!found.at(index).getDataType().equivalent(wanted.getDataType())) {
      problems.add(
          String.format(
              "column \"%s\" is %s in the table and %s in the job",
              wanted.getName(), found.at(index).getDataType(), wanted.getDataType()));
    } else if (!found.at(index).isNullable() && mayBeNull(wanted.getName())) {
      problems.add(
          String.format(
              "column \"%s\" must not be null in the table and may be in the job",
              wanted.getName()));
    }
  }

  private boolean mayBeNull(String column) {
    return table.rowType().getTypeAt(table.rowType().getFieldIndex(column)).isNullable();
  }

  private void comparePartitions() {
    if (!snapshot.getPartitionColumnNames().equals(table.partitionColumns())) {
      problems.add(
          String.format(
              "the table is partitioned by %s and the job's by %s",
              snapshot.getPartitionColumnNames(), table.partitionColumns()));
    }
  }

  private void compareFeatures() {
    Map<String, String> properties = snapshot.getTableProperties();
    String mapping = properties.getOrDefault(COLUMN_MAPPING, "none");
    if (!mapping.equals("none")) {
      problems.add("the table has column mapping \"" + mapping + "\", which is not supported");
    }
    ((SnapshotImpl) snapshot)
        .getProtocol().getImplicitlyAndExplicitlySupportedFeatures().stream()
            .map(TableFeature::featureName)
            .filter(feature -> !HARMLESS.contains(feature))
            .sorted()
            .forEach(
                feature ->
                    problems.add(
                        "the table has the feature \"" + feature + "\", which is not supported"));
    for (String property : List.of("delta.appendOnly", "delta.enableChangeDataFeed")) {
      if (table.isReplaced() && properties.getOrDefault(property, "false").equals("true")) {
        problems.add("its rows are replaced, and it has the property " + property);
      }
    }
  }

  private void refuse() {
    if (!problems.isEmpty()) {
      throw new DeltaSinkException(
          String.format(
              "Table %s does not fit what the job writes: %s. Alter the table%s, or give the job"
                  + " another path.",
              table, String.join("; ", problems), statement()));
    }
  }

  /** Kernel itself adds columns only to tables with column mapping. */
  private String statement() {
    return missing.isEmpty()
        ? ""
        : missing.stream()
            .map(column -> "`" + column.getName() + "` " + SqlTypes.of(column.getDataType()))
            .collect(
                Collectors.joining(
                    ", ", " (ALTER TABLE delta.`" + table.path() + "` ADD COLUMNS (", "))"));
  }
}

package io.pinflow.delta;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.types.logical.RowType;

/**
 * A table that {@link DeltaSink} creates and appends to.
 *
 * <p>Immutable: every {@code with…} gives another table. All columns are nullable in the table,
 * whatever the row type says. TIMESTAMP and TIMESTAMP_LTZ both become Delta's {@code timestamp},
 * stored as microseconds since the epoch in UTC.
 */
public final class DeltaTable implements Serializable {

  private static final long serialVersionUID = 1L;

  /** As long as data files: by then no savepoint can be restored that would look further back. */
  private static final Map<String, String> PROPERTIES =
      Map.of("delta.logRetentionDuration", "interval 7 days");

  private final String name;
  private final String path;
  private final RowType rowType;
  private final List<String> partitionColumns;
  private final LinkedHashMap<String, String> comments;
  private final LinkedHashMap<String, String> properties;
  private final boolean replaced;

  private DeltaTable(
      String name,
      String path,
      RowType rowType,
      List<String> partitionColumns,
      Map<String, String> comments,
      Map<String, String> properties,
      boolean replaced) {
    this.name = name;
    this.path = path;
    this.rowType = rowType;
    this.partitionColumns = partitionColumns;
    this.comments = new LinkedHashMap<>(comments);
    this.properties = new LinkedHashMap<>(properties);
    this.replaced = replaced;
  }

  /**
   * A table without partitions.
   *
   * @param name what metrics and messages call it
   * @param path its root: {@code file:}, {@code s3:} or {@code s3a:}, or a plain local path
   * @throws IllegalArgumentException if a column has a type that no Delta table can hold
   */
  public static DeltaTable of(String name, String path, RowType rowType) {
    DeltaTypes.schema(rowType, Collections.emptyMap());
    return new DeltaTable(
        name,
        TablePath.normalise(path),
        rowType,
        Collections.emptyList(),
        Collections.emptyMap(),
        PROPERTIES,
        false);
  }

  /**
   * The table with its rows kept in one folder per combination of these columns' values; an empty
   * string there is read back as null, as everywhere in Delta.
   *
   * @throws IllegalArgumentException for a column the table has not, or cannot be partitioned by
   */
  public DeltaTable partitionedBy(String... columns) {
    List<String> named = new ArrayList<>(List.of(columns));
    DeltaTypes.validatePartitions(name, rowType, named);
    return new DeltaTable(
        name, path, rowType, Collections.unmodifiableList(named), comments, properties, replaced);
  }

  /**
   * The table with a description of one of its columns.
   *
   * @throws IllegalArgumentException for a column the table has not
   */
  public DeltaTable withComment(String column, String comment) {
    DeltaTypes.validateColumn(name, rowType, column);
    DeltaTable table =
        new DeltaTable(name, path, rowType, partitionColumns, comments, properties, replaced);
    table.comments.put(column, comment);
    return table;
  }

  /**
   * The table with a property, given when it is created; an existing table keeps its own. A table
   * that the sink creates keeps its log for 7 days ({@code delta.logRetentionDuration}), if it is
   * not told otherwise.
   */
  public DeltaTable withProperty(String key, String value) {
    DeltaTable table =
        new DeltaTable(name, path, rowType, partitionColumns, comments, properties, replaced);
    table.properties.put(key, value);
    return table;
  }

  /**
   * The table as one whole state after the other: a row of kind DELETE, whatever it holds, empties
   * it, and the rows after that are its next state. At most one state a checkpoint is committed,
   * the last; readers see one state or the next, and the former ones by time travel.
   */
  public DeltaTable replaced() {
    return new DeltaTable(name, path, rowType, partitionColumns, comments, properties, true);
  }

  boolean isReplaced() {
    return replaced;
  }

  public String name() {
    return name;
  }

  /** The root of the table, with its scheme and without a slash at the end. */
  public String path() {
    return path;
  }

  public RowType rowType() {
    return rowType;
  }

  public List<String> partitionColumns() {
    return partitionColumns;
  }

  /** Descriptions by column. */
  public Map<String, String> comments() {
    return Collections.unmodifiableMap(comments);
  }

  public Map<String, String> properties() {
    return Collections.unmodifiableMap(properties);
  }

  @Override
  public String toString() {
    return name + " at " + path;
  }
}

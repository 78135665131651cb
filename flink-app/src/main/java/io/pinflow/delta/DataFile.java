package io.pinflow.delta;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** A closed Parquet file that no commit names yet. */
final class DataFile {

  private static final Pattern NAME =
      Pattern.compile("(.*/)?part-[0-9]{5,}-[0-9a-f-]{36}\\.zstd\\.parquet");

  private final String path;
  private final long bytes;
  private final long modified;
  private final long rows;
  private final Map<String, Object> partition;
  private final Map<String, ColumnStatistics> columns;

  /**
   * @param path below the table's root, not percent-encoded
   * @param modified milliseconds since the epoch
   * @param partition value by partition column, as Delta Kernel's literals hold them
   * @param columns statistics by column, in the order of the table
   */
  DataFile(
      String path,
      long bytes,
      long modified,
      long rows,
      Map<String, Object> partition,
      Map<String, ColumnStatistics> columns) {
    this.path = path;
    this.bytes = bytes;
    this.modified = modified;
    this.rows = rows;
    this.partition = Collections.unmodifiableMap(new LinkedHashMap<>(partition));
    this.columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
  }

  /** Whether a file has a name as {@link TableWriter} gives them. */
  static boolean isNamed(String path) {
    return NAME.matcher(path).matches();
  }

  String path() {
    return path;
  }

  long bytes() {
    return bytes;
  }

  long modified() {
    return modified;
  }

  long rows() {
    return rows;
  }

  Map<String, Object> partition() {
    return partition;
  }

  Map<String, ColumnStatistics> columns() {
    return columns;
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof DataFile)) {
      return false;
    }
    DataFile that = (DataFile) other;
    return path.equals(that.path)
        && bytes == that.bytes
        && modified == that.modified
        && rows == that.rows
        && partition.equals(that.partition)
        && columns.equals(that.columns);
  }

  @Override
  public int hashCode() {
    return Objects.hash(path, bytes, rows);
  }

  @Override
  public String toString() {
    return path + " (" + rows + " rows, " + bytes + " bytes)";
  }
}

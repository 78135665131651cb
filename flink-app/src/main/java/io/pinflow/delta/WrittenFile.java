package io.pinflow.delta;

import java.util.Optional;

/**
 * What a writer hands to the aggregator: a file and the table it is for, or no file, for a table of
 * whole states whose next state is without rows.
 */
final class WrittenFile {

  private final String table;
  private final Optional<DataFile> file;

  /**
   * @param table the root of the table
   */
  WrittenFile(String table, DataFile file) {
    this(table, Optional.of(file));
  }

  private WrittenFile(String table, Optional<DataFile> file) {
    this.table = table;
    this.file = file;
  }

  static WrittenFile none(String table) {
    return new WrittenFile(table, Optional.empty());
  }

  String table() {
    return table;
  }

  Optional<DataFile> file() {
    return file;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WrittenFile
        && ((WrittenFile) other).table.equals(table)
        && ((WrittenFile) other).file.equals(file);
  }

  @Override
  public int hashCode() {
    return 31 * table.hashCode() + file.hashCode();
  }

  @Override
  public String toString() {
    return file.map(each -> table + "/" + each).orElse("nothing for " + table);
  }
}

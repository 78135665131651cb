package io.pinflow.delta;

/** What a writer hands to the aggregator: a file and the table it is for. */
final class WrittenFile {

  private final String table;
  private final DataFile file;

  /**
   * @param table the root of the table
   */
  WrittenFile(String table, DataFile file) {
    this.table = table;
    this.file = file;
  }

  String table() {
    return table;
  }

  DataFile file() {
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
    return table + "/" + file;
  }
}

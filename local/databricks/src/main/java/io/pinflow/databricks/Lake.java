package io.pinflow.databricks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** A folder of Delta tables, one folder each, as the job writes them below {@code lake.path}. */
record Lake(Path root) {

  private static final String LOG = "_delta_log";

  /** Folders that hold a Delta log, in the order of their names. */
  List<Path> tables() {
    return Folders.children(root).stream()
        .filter(folder -> Files.isDirectory(folder.resolve(LOG)))
        .toList();
  }

  /** The same, only those whose names start with the prefix and an underscore; all without one. */
  List<Path> tables(String prefix) {
    return tables().stream()
        .filter(
            table -> prefix.isEmpty() || table.getFileName().toString().startsWith(prefix + "_"))
        .toList();
  }

  /**
   * Registers the tables as external ones under their folders' names; nothing is written to them.
   */
  void register(SparkSession spark) {
    tables().forEach(table -> spark.sql(registration(table)));
  }

  /** A table as a statement names it without registration. */
  static String identifier(Path table) {
    return "delta." + quoted(table.toAbsolutePath().normalize().toString());
  }

  private static String registration(Path table) {
    return "CREATE TABLE IF NOT EXISTS %s USING DELTA LOCATION '%s'"
        .formatted(quoted(table.getFileName().toString()), location(table));
  }

  private static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  private static String location(Path table) {
    return table.toAbsolutePath().normalize().toString().replace("\\", "\\\\").replace("'", "\\'");
  }
}

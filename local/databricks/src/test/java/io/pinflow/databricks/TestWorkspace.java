package io.pinflow.databricks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/** One Spark for all tests of a JVM, with a session for each class: classes run side by side. */
public final class TestWorkspace {

  private static final SparkSession SPARK = Workspace.open();

  private TestWorkspace() {}

  /** With views and functions of its own. */
  public static SparkSession session() {
    return SPARK.newSession();
  }

  public static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      all.forEach(path -> copyOne(path, to.resolve(from.relativize(path).toString())));
    }
  }

  public static void delete(Path folder) {
    Folders.delete(folder);
  }

  private static void copyOne(Path from, Path to) {
    try {
      Files.copy(from, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

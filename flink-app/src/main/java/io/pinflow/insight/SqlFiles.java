package io.pinflow.insight;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The SQL files shipped with the job, from its jar or from a folder of classes. */
final class SqlFiles {

  private static final String SUFFIX = ".sql";

  private SqlFiles() {}

  /** All files of a folder below {@code sql}, by name. */
  static List<SqlFile> load(String folder) {
    try {
      Path home =
          Path.of(SqlFiles.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (Files.isDirectory(home)) {
        return load(home.resolve("sql").resolve(folder));
      }
      try (FileSystem jar = FileSystems.newFileSystem(home, (ClassLoader) null)) {
        return load(jar.getPath("sql", folder));
      }
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException("the job's own SQL files cannot be read", e);
    }
  }

  /** All files of a folder, by name. */
  static List<SqlFile> load(Path folder) throws IOException {
    List<SqlFile> queries = new ArrayList<>();
    for (Path file : files(folder)) {
      String name = file.getFileName().toString();
      queries.add(
          SqlFile.parse(
              name.substring(0, name.length() - SUFFIX.length()), Files.readString(file)));
    }
    return queries;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(SUFFIX))
          .sorted()
          .collect(Collectors.toList());
    }
  }

  /** A resource of the job as text. */
  static String text(String resource) {
    try (InputStream in = SqlFiles.class.getClassLoader().getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the resource " + resource + " cannot be read", e);
    }
  }
}

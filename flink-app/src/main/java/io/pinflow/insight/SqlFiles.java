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

  private SqlFiles() {}

  /** All files of a folder below {@code sql}, by name. */
  static List<SqlFile> load(String folder) {
    List<SqlFile> files = new ArrayList<>();
    for (String name : names("sql/" + folder)) {
      files.add(SqlFile.parse(name, text("sql/" + folder + "/" + name + ".sql")));
    }
    return files;
  }

  /** A resource of the job as text. */
  static String text(String resource) {
    try (InputStream in = SqlFiles.class.getClassLoader().getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the resource " + resource + " cannot be read", e);
    }
  }

  private static List<String> names(String folder) {
    try {
      Path home =
          Path.of(SqlFiles.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (Files.isDirectory(home)) {
        return names(home.resolve(folder));
      }
      try (FileSystem jar = FileSystems.newFileSystem(home, (ClassLoader) null)) {
        return names(jar.getPath(folder));
      }
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException("the job's own SQL files cannot be listed", e);
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".sql"))
          .map(name -> name.substring(0, name.length() - ".sql".length()))
          .sorted()
          .collect(Collectors.toList());
    }
  }
}

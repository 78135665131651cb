package io.pinflow.delta;

import java.nio.file.Paths;

/** Roots of tables as text: always with a scheme, never with a slash at the end. */
final class TablePath {

  private TablePath() {}

  static String normalise(String path) {
    String rooted = path.matches("[a-zA-Z][a-zA-Z0-9+.-]*:.*") ? path : local(path);
    if (rooted.startsWith("file:")) {
      rooted = "file:" + rooted.substring("file:".length()).replaceFirst("^/+", "/");
    }
    return rooted.replaceFirst("/+$", "");
  }

  static String scheme(String path) {
    return path.substring(0, path.indexOf(':'));
  }

  private static String local(String path) {
    return "file:" + Paths.get(path).toAbsolutePath().normalize();
  }
}

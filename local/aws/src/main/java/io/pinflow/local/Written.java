package io.pinflow.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Files below a folder, logs and checksums among them. */
record Written(long files, long bytes) {

  static Written below(Path folder) throws IOException {
    if (Files.notExists(folder)) {
      return new Written(0, 0);
    }
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> files = all.filter(Files::isRegularFile).toList();
      long bytes = 0;
      for (Path file : files) {
        bytes += Files.size(file);
      }
      return new Written(files.size(), bytes);
    }
  }
}

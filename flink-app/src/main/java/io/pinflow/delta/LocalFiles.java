package io.pinflow.delta;

import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** Sizes and times of local files. */
final class LocalFiles {

  private LocalFiles() {}

  /** Of those names that are files; one may have gone since it was listed. */
  static List<FileStatus> statuses(Path folder, String path, List<String> names)
      throws IOException {
    List<FileStatus> statuses = new ArrayList<>();
    for (String name : names) {
      try {
        if (Files.isRegularFile(folder.resolve(name))) {
          statuses.add(status(folder.resolve(name), path + "/" + name));
        }
      } catch (NoSuchFileException e) {
        continue;
      }
    }
    return statuses;
  }

  static FileStatus status(Path file, String path) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    return FileStatus.of(path, attributes.size(), attributes.lastModifiedTime().toMillis());
  }
}

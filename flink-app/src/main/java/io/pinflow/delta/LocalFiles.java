package io.pinflow.delta;

import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Sizes and times of local files. */
final class LocalFiles {

  private LocalFiles() {}

  /** Of those names that are files; one may have gone since it was listed. */
  static Iterator<FileStatus> statuses(Path folder, String path, List<String> names) {
    return names.stream()
        .flatMap(name -> present(folder.resolve(name), path + "/" + name).stream())
        .iterator();
  }

  private static Optional<FileStatus> present(Path file, String path) {
    try {
      return Files.isRegularFile(file) ? Optional.of(status(file, path)) : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static FileStatus status(Path file, String path) throws IOException {
    return status(Files.readAttributes(file, BasicFileAttributes.class), path);
  }

  static FileStatus status(BasicFileAttributes attributes, String path) {
    return FileStatus.of(path, attributes.size(), attributes.lastModifiedTime().toMillis());
  }
}

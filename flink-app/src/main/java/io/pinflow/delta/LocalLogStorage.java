package io.pinflow.delta;

import io.delta.kernel.utils.FileStatus;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Local files: a file is written under another name and then linked, which only one can do. */
final class LocalLogStorage extends LogStorage {

  private static Path local(String path) {
    return Paths.get(new org.apache.flink.core.fs.Path(path).getPath());
  }

  @Override
  Iterator<FileStatus> listFrom(String path) throws IOException {
    String folder = folder(path);
    String first = name(path);
    try (Stream<Path> files = Files.list(local(folder))) {
      List<String> names =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.compareTo(first) >= 0)
              .sorted()
              .collect(Collectors.toList());
      return LocalFiles.statuses(local(folder), folder, names);
    } catch (NoSuchFileException e) {
      throw missing(folder, e);
    }
  }

  @Override
  void walk(String root, Consumer<FileStatus> visitor) throws IOException {
    Path folder = local(root);
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes) {
            return each.equals(folder.resolve(LOG))
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            visitor.accept(LocalFiles.status(attributes, root + "/" + folder.relativize(file)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw e;
          }
        });
  }

  @Override
  boolean putIfAbsent(String path, byte[] content) throws IOException {
    Path written = local(unpublished(path));
    try {
      Files.write(written, content);
      Files.createLink(local(path), written);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (UnsupportedOperationException e) {
      throw new IOException(
          "The file system of "
              + path
              + " has no hard links, which keep two writers apart; put the table on another.",
          e);
    } finally {
      Files.deleteIfExists(written);
    }
  }

  @Override
  void put(String path, byte[] content) throws IOException {
    String written = unpublished(path);
    Files.write(local(written), content);
    publish(written, path);
  }

  @Override
  String unpublished(String path) {
    return folder(path) + "/." + name(path) + "." + UUID.randomUUID() + ".tmp";
  }

  @Override
  void publish(String written, String path) throws IOException {
    Files.move(
        local(written),
        local(path),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  FileStatus status(String path) throws IOException {
    try {
      return LocalFiles.status(local(path), path);
    } catch (NoSuchFileException e) {
      throw missing(path, e);
    }
  }

  @Override
  void mkdirs(String path) throws IOException {
    Files.createDirectories(local(path));
  }

  @Override
  void delete(String path) throws IOException {
    Files.deleteIfExists(local(path));
  }

  private static FileNotFoundException missing(String path, IOException cause) {
    FileNotFoundException missing = new FileNotFoundException("There is no " + path);
    missing.initCause(cause);
    return missing;
  }
}

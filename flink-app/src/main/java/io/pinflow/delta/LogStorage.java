package io.pinflow.delta;

import io.delta.kernel.defaults.engine.fileio.SeekableInputStream;
import io.delta.kernel.utils.FileStatus;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.flink.core.fs.Path;

/**
 * The store that a table's log lives in. What Flink's file systems lack, and a commit stands on, is
 * {@link #putIfAbsent}: exactly one of all writers, in any process, may create a file.
 *
 * <p>Paths are text, not percent-encoded, and begin with the root of the table.
 */
abstract class LogStorage implements AutoCloseable {

  static final String LOG = "_delta_log";

  private static final Set<String> S3 = Set.of("s3", "s3a");

  /** The storage for a table root that {@link #validateScheme} accepts. */
  static LogStorage of(String table, StorageOptions options) {
    return S3.contains(TablePath.scheme(table))
        ? S3LogStorage.connect(options)
        : new LocalLogStorage();
  }

  /**
   * @throws IllegalArgumentException for a scheme whose store is not known to keep two writers from
   *     creating the same file
   */
  static void validateScheme(String table) {
    String scheme = TablePath.scheme(table);
    if (!S3.contains(scheme) && !scheme.equals("file")) {
      throw new IllegalArgumentException(
          String.format(
              "Table %s is on scheme \"%s\", where commits would not be safe; use file, s3 or s3a.",
              table, scheme));
    }
  }

  /**
   * Finds out whether commits to a table would be safe.
   *
   * @throws DeltaSinkException if they would not
   */
  void validate(String table) throws IOException {}

  /**
   * The files of a folder whose names are not before that of the given path, in order of names,
   * looked up as they are asked for.
   *
   * @throws FileNotFoundException if there is no such folder
   */
  abstract Iterator<FileStatus> listFrom(String path) throws IOException;

  /** Shows every file below the root of a table but those of its log, in any order. */
  abstract void walk(String root, Consumer<FileStatus> visitor) throws IOException;

  /**
   * Creates a file with all of its content, unless it is there already.
   *
   * @return whether the file is now there with this content, given by this call or by an earlier
   *     one that seemed to have failed; false if somebody else's is there
   */
  abstract boolean putIfAbsent(String path, byte[] content) throws IOException;

  /** Creates or replaces a file, never showing half of it. */
  abstract void put(String path, byte[] content) throws IOException;

  /** Shows a file, written before under another name, under its own, if that is needed. */
  abstract void publish(String written, String path) throws IOException;

  /** The name to write a large file under before it is published. */
  abstract String unpublished(String path);

  abstract void mkdirs(String path) throws IOException;

  abstract void delete(String path) throws IOException;

  /** Deletes files that may be gone already. */
  void deleteAll(List<String> paths) throws IOException {
    for (String path : paths) {
      delete(path);
    }
  }

  /**
   * @throws FileNotFoundException if there is none
   */
  FileStatus status(String path) throws IOException {
    Path file = new Path(path);
    org.apache.flink.core.fs.FileStatus status = file.getFileSystem().getFileStatus(file);
    return FileStatus.of(path, status.getLen(), status.getModificationTime());
  }

  boolean exists(String path) throws IOException {
    try {
      status(path);
      return true;
    } catch (FileNotFoundException e) {
      return false;
    }
  }

  SeekableInputStream open(String path) throws IOException {
    Path file = new Path(path);
    return new FlinkSeekableStream(file.getFileSystem().open(file));
  }

  /**
   * Opens a file of known size, which stores that answer slowly may fetch whole.
   *
   * @param size 0 if it is not known
   */
  SeekableInputStream open(String path, long size) throws IOException {
    return open(path);
  }

  @Override
  public void close() {}

  static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  static String folder(String path) {
    return path.substring(0, path.lastIndexOf('/'));
  }
}

package io.pinflow.testing;

import java.io.IOException;
import java.net.URI;
import java.util.function.BiPredicate;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.BlockLocation;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystemFactory;
import org.apache.flink.core.fs.FileSystemKind;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.RecoverableWriter;

/** A file system that does what another does, or fails when a test wants it to. */
public final class FaultyFiles implements FileSystemFactory {

  /** What is about to be done to a path. */
  public enum Operation {
    OPEN,
    CREATE,
    RECOVERABLE_WRITER,
    LIST,
    RENAME
  }

  private static final BiPredicate<Operation, Path> NEVER = (operation, path) -> false;

  private static volatile BiPredicate<Operation, Path> faults = NEVER;

  private final FileSystemFactory delegate;

  FaultyFiles(FileSystemFactory delegate) {
    this.delegate = delegate;
  }

  /** From now on the operations that the predicate accepts fail, on any path and of any job. */
  public static void failWhen(BiPredicate<Operation, Path> wanted) {
    faults = wanted;
  }

  /** Nothing fails any more. */
  public static void heal() {
    faults = NEVER;
  }

  private static void pass(Operation operation, Path path) throws IOException {
    if (faults.test(operation, path)) {
      throw new IOException("made to fail: " + operation + " of " + path);
    }
  }

  @Override
  public void configure(Configuration configuration) {
    delegate.configure(configuration);
  }

  @Override
  public ClassLoader getClassLoader() {
    return delegate.getClassLoader();
  }

  @Override
  public String getScheme() {
    return delegate.getScheme();
  }

  @Override
  public FileSystem create(URI uri) throws IOException {
    return new Files(delegate.create(uri));
  }

  @SuppressWarnings("deprecation")
  private static final class Files extends FileSystem {

    private final FileSystem real;

    Files(FileSystem real) {
      this.real = real;
    }

    @Override
    public FSDataInputStream open(Path path, int bufferSize) throws IOException {
      pass(Operation.OPEN, path);
      return real.open(path, bufferSize);
    }

    @Override
    public FSDataInputStream open(Path path) throws IOException {
      pass(Operation.OPEN, path);
      return real.open(path);
    }

    @Override
    public FSDataOutputStream create(Path path, WriteMode mode) throws IOException {
      pass(Operation.CREATE, path);
      return real.create(path, mode);
    }

    @Override
    public RecoverableWriter createRecoverableWriter() throws IOException {
      pass(Operation.RECOVERABLE_WRITER, getWorkingDirectory());
      return real.createRecoverableWriter();
    }

    @Override
    public FileStatus[] listStatus(Path path) throws IOException {
      pass(Operation.LIST, path);
      return real.listStatus(path);
    }

    @Override
    public boolean rename(Path from, Path to) throws IOException {
      pass(Operation.RENAME, from);
      return real.rename(from, to);
    }

    @Override
    public Path getWorkingDirectory() {
      return real.getWorkingDirectory();
    }

    @Override
    public Path getHomeDirectory() {
      return real.getHomeDirectory();
    }

    @Override
    public URI getUri() {
      return real.getUri();
    }

    @Override
    public FileStatus getFileStatus(Path path) throws IOException {
      return real.getFileStatus(path);
    }

    @Override
    public BlockLocation[] getFileBlockLocations(FileStatus file, long start, long length)
        throws IOException {
      return real.getFileBlockLocations(file, start, length);
    }

    @Override
    public boolean delete(Path path, boolean recursive) throws IOException {
      return real.delete(path, recursive);
    }

    @Override
    public boolean mkdirs(Path path) throws IOException {
      return real.mkdirs(path);
    }

    @Override
    public boolean isDistributedFS() {
      return real.isDistributedFS();
    }

    @Override
    public FileSystemKind getKind() {
      return real.getKind();
    }
  }
}

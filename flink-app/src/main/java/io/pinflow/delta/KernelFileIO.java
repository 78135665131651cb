package io.pinflow.delta;

import io.delta.kernel.defaults.engine.fileio.FileIO;
import io.delta.kernel.defaults.engine.fileio.InputFile;
import io.delta.kernel.defaults.engine.fileio.OutputFile;
import io.delta.kernel.defaults.engine.fileio.SeekableInputStream;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.util.Optional;

/** Delta Kernel's view of a {@link LogStorage}. */
final class KernelFileIO implements FileIO {

  private final LogStorage storage;

  KernelFileIO(LogStorage storage) {
    this.storage = storage;
  }

  LogStorage storage() {
    return storage;
  }

  @Override
  public CloseableIterator<FileStatus> listFrom(String path) throws IOException {
    return Utils.toCloseableIterator(storage.listFrom(path));
  }

  @Override
  public FileStatus getFileStatus(String path) throws IOException {
    return storage.status(path);
  }

  /** Paths have a scheme from the start. */
  @Override
  public String resolvePath(String path) {
    return path;
  }

  @Override
  public boolean mkdirs(String path) throws IOException {
    storage.mkdirs(path);
    return true;
  }

  @Override
  public InputFile newInputFile(String path, long size) {
    return new InputFile() {
      @Override
      public long length() throws IOException {
        return size > 0 ? size : storage.status(path).getSize();
      }

      @Override
      public String path() {
        return path;
      }

      @Override
      public SeekableInputStream newStream() throws IOException {
        return storage.open(path);
      }
    };
  }

  @Override
  public OutputFile newOutputFile(String path) {
    return new KernelOutputFile(storage, path);
  }

  @Override
  public boolean delete(String path) throws IOException {
    storage.delete(path);
    return true;
  }

  @Override
  public Optional<String> getConf(String key) {
    return Optional.empty();
  }

  @Override
  public void copyFileAtomically(String from, String to, boolean overwrite) {
    throw new UnsupportedOperationException("Only catalog-managed tables copy commits.");
  }
}

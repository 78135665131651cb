package io.pinflow.delta;

import io.delta.kernel.defaults.engine.fileio.OutputFile;
import io.delta.kernel.defaults.engine.fileio.PositionOutputStream;
import io.delta.kernel.utils.CloseableIterator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;

/** A small text file of the log; Parquet takes another way, {@link CheckpointParquetHandler}. */
final class KernelOutputFile implements OutputFile {

  private final LogStorage storage;
  private final String path;

  KernelOutputFile(LogStorage storage, String path) {
    this.storage = storage;
    this.path = path;
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public PositionOutputStream create(boolean atomic) {
    throw new UnsupportedOperationException("Delta Kernel streams nothing but Parquet.");
  }

  @Override
  public void writeAtomically(CloseableIterator<String> lines, boolean overwrite)
      throws IOException {
    byte[] content = content(lines);
    if (overwrite) {
      storage.put(path, content);
    } else if (!storage.putIfAbsent(path, content)) {
      throw new FileAlreadyExistsException(path);
    }
  }

  static byte[] content(CloseableIterator<String> lines) throws IOException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    try (lines) {
      while (lines.hasNext()) {
        content.write(lines.next().getBytes(StandardCharsets.UTF_8));
        content.write('\n');
      }
    }
    return content.toByteArray();
  }
}

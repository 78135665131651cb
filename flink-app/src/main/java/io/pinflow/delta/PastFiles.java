package io.pinflow.delta;

import io.delta.kernel.Snapshot;
import io.delta.kernel.TableManager;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.ScanImpl;
import io.delta.kernel.internal.actions.AddFile;
import io.delta.kernel.utils.CloseableIterator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The files of an earlier version of a table, with their statistics. */
final class PastFiles {

  private final DeltaEngine engine;
  private final Snapshot snapshot;

  /**
   * @param table the root of the table
   * @throws io.delta.kernel.exceptions.KernelException if the log no longer reaches back so far
   */
  PastFiles(DeltaEngine engine, String table, long version) {
    this.engine = engine;
    this.snapshot = TableManager.loadSnapshot(table).atVersion(version).build(engine);
  }

  /** Those of them that are named. */
  List<AddFile> named(Set<String> paths) throws IOException {
    List<AddFile> files = new ArrayList<>();
    try (CloseableIterator<FilteredColumnarBatch> batches =
        ((ScanImpl) snapshot.getScanBuilder().build()).getScanFiles(engine, true)) {
      while (batches.hasNext()) {
        batches
            .next()
            .getRows()
            .map(row -> new AddFile(row.getStruct(InternalScanFileUtils.ADD_FILE_ORDINAL)))
            .filter(file -> paths.contains(file.getPath()))
            .forEachRemaining(files::add);
      }
    }
    return files;
  }
}

package io.pinflow.delta;

import io.delta.kernel.Snapshot;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.actions.AddFile;
import io.delta.kernel.internal.actions.SingleAction;
import io.delta.kernel.utils.CloseableIterator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The files that make up a version of a table; a table of whole states has few. */
final class LiveFiles {

  private final Engine engine;
  private final Snapshot snapshot;

  LiveFiles(Engine engine, Snapshot snapshot) {
    this.engine = engine;
    this.snapshot = snapshot;
  }

  /** A {@code remove} action for each of them. */
  List<Row> removed() {
    long now = System.currentTimeMillis();
    List<Row> removed = new ArrayList<>();
    try (CloseableIterator<FilteredColumnarBatch> batches =
        snapshot.getScanBuilder().build().getScanFiles(engine)) {
      while (batches.hasNext()) {
        batches.next().getRows().forEachRemaining(file -> removed.add(removal(file, now)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The live files of a table could not be listed.", e);
    }
    return removed;
  }

  private static Row removal(Row file, long now) {
    AddFile added = new AddFile(file.getStruct(InternalScanFileUtils.ADD_FILE_ORDINAL));
    return SingleAction.createRemoveFileSingleAction(added.toRemoveFileRow(true, Optional.of(now)));
  }
}

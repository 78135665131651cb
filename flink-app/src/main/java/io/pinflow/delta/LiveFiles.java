package io.pinflow.delta;

import io.delta.kernel.Snapshot;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.utils.CloseableIterator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The files that make up a version of a table, read from its log one after the other. */
final class LiveFiles {

  private final Engine engine;
  private final Snapshot snapshot;

  LiveFiles(Engine engine, Snapshot snapshot) {
    this.engine = engine;
    this.snapshot = snapshot;
  }

  /** A {@code remove} action for each of them; a table of whole states has few. */
  List<Row> removed() {
    List<Row> removed = new ArrayList<>();
    forEach(file -> removed.add(file.removal(true)));
    return removed;
  }

  void forEach(Consumer<LiveFile> consumer) {
    try (CloseableIterator<FilteredColumnarBatch> batches =
        snapshot.getScanBuilder().build().getScanFiles(engine)) {
      while (batches.hasNext()) {
        batches.next().getRows().forEachRemaining(file -> consumer.accept(new LiveFile(file)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The live files of a table could not be listed.", e);
    }
  }
}

package io.pinflow.delta;

import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.MetricsReporter;
import io.delta.kernel.engine.ParquetHandler;
import java.util.List;

/** Delta Kernel on a {@link LogStorage}, without Hadoop. */
final class DeltaEngine extends DefaultEngine {

  private final LogStorage storage;
  private final long removedSince;

  DeltaEngine(LogStorage storage) {
    this(storage, 0);
  }

  private DeltaEngine(LogStorage storage, long removedSince) {
    super(new KernelFileIO(storage));
    this.storage = storage;
    this.removedSince = removedSince;
  }

  /** As this one, but leaves removals before a time out of the checkpoints it writes. */
  DeltaEngine forgetting(long removedBefore) {
    return new DeltaEngine(storage, removedBefore);
  }

  LogStorage storage() {
    return storage;
  }

  @Override
  public ParquetHandler getParquetHandler() {
    return new CheckpointParquetHandler(storage, removedSince);
  }

  /** The reports of every load and commit would fill the job's log. */
  @Override
  public List<MetricsReporter> getMetricsReporters() {
    return List.of();
  }
}

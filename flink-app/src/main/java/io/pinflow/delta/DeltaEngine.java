package io.pinflow.delta;

import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.MetricsReporter;
import io.delta.kernel.engine.ParquetHandler;
import java.util.List;

/** Delta Kernel on a {@link LogStorage}, without Hadoop. */
final class DeltaEngine extends DefaultEngine {

  private final LogStorage storage;

  DeltaEngine(LogStorage storage) {
    super(new KernelFileIO(storage));
    this.storage = storage;
  }

  LogStorage storage() {
    return storage;
  }

  @Override
  public ParquetHandler getParquetHandler() {
    return new CheckpointParquetHandler(storage);
  }

  /** The reports of every load and commit would fill the job's log. */
  @Override
  public List<MetricsReporter> getMetricsReporters() {
    return List.of();
  }
}

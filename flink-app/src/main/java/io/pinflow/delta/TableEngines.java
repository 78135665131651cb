package io.pinflow.delta;

import java.util.HashMap;
import java.util.Map;

/** One engine per scheme, so that all tables share the connections. */
final class TableEngines implements AutoCloseable {

  private final StorageOptions options;
  private final Map<String, DeltaEngine> engines = new HashMap<>();

  TableEngines(StorageOptions options) {
    this.options = options;
  }

  synchronized DeltaEngine of(String table) {
    return engines.computeIfAbsent(
        TablePath.scheme(table), scheme -> new DeltaEngine(LogStorage.of(table, options)));
  }

  @Override
  public synchronized void close() {
    engines.values().forEach(engine -> engine.storage().close());
    engines.clear();
  }
}

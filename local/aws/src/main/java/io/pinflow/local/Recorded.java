package io.pinflow.local;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;

/**
 * A process that was started earlier, found again by its id and start time, so that a stranger that
 * was later given the same id is never taken for it.
 */
record Recorded(ProcessHandle handle, int port) {

  /** Start times are read back with the precision of the system's clock tick. */
  private static final Duration TICK = Duration.ofSeconds(2);

  /** The service's process, if one was recorded in this data folder and still runs. */
  static Optional<Recorded> find(Path data, Service service) {
    Properties record = new Properties();
    try (Reader reader = Files.newBufferedReader(file(data, service))) {
      record.load(reader);
    } catch (IOException none) {
      return Optional.empty();
    }
    Instant started = Instant.parse(record.getProperty("started"));
    int port = Integer.parseInt(record.getProperty("port"));
    return ProcessHandle.of(Long.parseLong(record.getProperty("pid")))
        .filter(ProcessHandle::isAlive)
        .filter(handle -> startedAt(handle, started))
        .map(handle -> new Recorded(handle, port));
  }

  private static boolean startedAt(ProcessHandle handle, Instant expected) {
    return handle
        .info()
        .startInstant()
        .map(actual -> Duration.between(actual, expected).abs().compareTo(TICK) < 0)
        .orElse(false);
  }

  /** Writes down a process just started; one that has already ended is not found anyway. */
  static void write(Path data, Service service, ProcessHandle handle) throws IOException {
    Optional<Instant> started = handle.info().startInstant();
    if (started.isEmpty()) {
      return;
    }
    Properties record = new Properties();
    record.setProperty("pid", Long.toString(handle.pid()));
    record.setProperty("started", started.get().toString());
    record.setProperty("port", Integer.toString(service.ports().get(0)));
    Path file = file(data, service);
    Files.createDirectories(file.getParent());
    try (Writer writer = Files.newBufferedWriter(file)) {
      record.store(writer, "written by pinflow");
    }
  }

  static void forget(Path data, Service service) throws IOException {
    Files.deleteIfExists(file(data, service));
  }

  private static Path file(Path data, Service service) {
    return data.resolve("run").resolve(service.name() + ".properties");
  }
}

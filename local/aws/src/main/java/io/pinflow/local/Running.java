package io.pinflow.local;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A service whose process we have just started. */
final class Running {

  private static final Duration START = Duration.ofMinutes(3);
  private static final Duration STOP = Duration.ofSeconds(15);
  private static final Duration PULSE = Duration.ofMillis(50);

  private final Service service;
  private final Path log;
  private final Process process;

  private Running(Service service, Path log, Process process) {
    this.service = service;
    this.log = log;
    this.process = process;
  }

  /** Starts it once its ports are known to be free; {@code wrapper} goes before its command. */
  static Running start(Fleet fleet, Service service, String... wrapper) throws IOException {
    requireFree(service);
    Path log = fleet.log(service);
    Files.createDirectories(log.getParent());
    ProcessBuilder builder = service.command();
    builder.command(Stream.of(List.of(wrapper), builder.command()).flatMap(List::stream).toList());
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    return new Running(service, log, builder.start());
  }

  /** Fails, saying which and what to do, when another program listens on one of its ports. */
  static void requireFree(Service service) {
    service.ports().forEach(port -> requireFree(service.name(), service.option(), port));
  }

  static void requireFree(String who, String option, int port) {
    try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      probe.setReuseAddress(true);
    } catch (IOException taken) {
      throw new Failure(
          "Port %d, which %s needs, is in use by another program. End that program, or choose another port with --%s-port or PINFLOW_%s_PORT."
              .formatted(port, who, option, option.toUpperCase(Locale.ROOT)));
    }
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  /** Returns once the service answers and holds what it should; fails when its process ends. */
  Running await() throws IOException {
    long deadline = System.nanoTime() + START.toNanos();
    while (!service.answers()) {
      if (ended(process.toHandle(), PULSE)) {
        throw new Failure("%s ended while starting.%n%s".formatted(service.name(), lastWords()));
      }
      if (System.nanoTime() > deadline) {
        throw new Failure(
            "%s did not answer within %d s.%n%s"
                .formatted(service.name(), START.toSeconds(), lastWords()));
      }
    }
    service.furnish();
    return this;
  }

  private String lastWords() throws IOException {
    List<String> lines = Files.readAllLines(log);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()))
        + "\nThe whole log: "
        + log;
  }

  void end() {
    end(process.toHandle());
  }

  /** Asks the process to end, and makes it end when it does not. */
  static void end(ProcessHandle handle) {
    handle.destroy();
    if (!ended(handle, STOP)) {
      handle.destroyForcibly();
      ended(handle, STOP);
    }
  }

  private static boolean ended(ProcessHandle handle, Duration patience) {
    try {
      handle.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException stillThere) {
      return false;
    } catch (ExecutionException | InterruptedException broken) {
      throw new IllegalStateException("Waiting for process " + handle.pid() + " broke.", broken);
    }
  }
}

package io.pinflow.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A fleet as children of this process: they end when it is interrupted or its input ends, so they
 * cannot outlive whoever holds the other end of that input.
 *
 * <p>Lines of input are commands, each answered by one line: {@code start NAME} by {@code ready
 * NAME}, {@code stop NAME} by {@code stopped NAME}; one that was killed is started anew. The
 * services asked for are started first, each with its {@code ready} line, and {@code up} follows.
 */
final class Foreground {

  private final Fleet fleet;
  private final Map<String, Running> running = new LinkedHashMap<>();

  Foreground(Fleet fleet) {
    this.fleet = fleet;
  }

  int run() throws IOException {
    Files.createDirectories(fleet.data());
    Runtime.getRuntime().addShutdownHook(new Thread(this::end));
    start(fleet.wanted());
    System.out.println("up");
    BufferedReader commands = new BufferedReader(new InputStreamReader(System.in));
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      obey(line.trim());
    }
    return 0;
  }

  private void obey(String line) throws IOException {
    if (line.startsWith("start ")) {
      start(List.of(named(line.substring(6))));
    } else if (line.startsWith("stop ")) {
      stop(named(line.substring(5)).name());
    } else if (!line.isEmpty()) {
      throw new Failure("Unknown command '" + line + "'; start NAME and stop NAME are known.");
    }
  }

  private Service named(String name) {
    return fleet.all().stream()
        .filter(service -> service.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new Failure("There is no service '" + name + "'."));
  }

  private synchronized void start(List<Service> services) throws IOException {
    for (Service service : services) {
      Running before = running.get(service.name());
      if (before == null || !before.handle().isAlive()) {
        running.put(service.name(), Running.start(fleet, service));
      }
    }
    for (Service service : services) {
      Running started = running.get(service.name());
      Recorded.write(fleet.data(), service, started.handle());
      started.await();
      System.out.println("ready " + service.name());
    }
  }

  private synchronized void stop(String name) {
    Running service = running.remove(name);
    if (service != null) {
      service.end();
    }
    System.out.println("stopped " + name);
  }

  private void end() {
    running.values().stream().parallel().forEach(Running::end);
  }
}

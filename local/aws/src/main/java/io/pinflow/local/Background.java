package io.pinflow.local;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A fleet whose processes outlive us, and are found again by what we wrote down of them. */
final class Background {

  private final Fleet fleet;

  Background(Fleet fleet) {
    this.fleet = fleet;
  }

  /** Starts what is missing; returns once everything answers. */
  int up() throws IOException {
    Files.createDirectories(fleet.data());
    Map<Service, Running> started = new LinkedHashMap<>();
    Thread undo = new Thread(() -> started.values().forEach(Running::end));
    Runtime.getRuntime().addShutdownHook(undo);
    for (Service service : fleet.wanted()) {
      if (!alreadyUp(service)) {
        // nohup: the processes outlive the terminal they were started from
        started.put(service, Running.start(fleet, service, "nohup"));
      }
    }
    for (Map.Entry<Service, Running> entry : started.entrySet()) {
      entry.getValue().await();
      Recorded.write(fleet.data(), entry.getKey(), entry.getValue().handle());
    }
    Runtime.getRuntime().removeShutdownHook(undo);
    return status();
  }

  private boolean alreadyUp(Service service) {
    Optional<Recorded> running = Recorded.find(fleet.data(), service);
    running
        .filter(found -> found.port() != service.ports().get(0))
        .ifPresent(
            found -> {
              throw new Failure(
                  "%s already runs on port %d, not %d. Run %s down first."
                      .formatted(
                          service.name(), found.port(), service.ports().get(0), fleet.command()));
            });
    return running.isPresent();
  }

  /** Ends what {@link #up} started, the last first, and nothing else. */
  int down() throws IOException {
    List<Service> services = new ArrayList<>(fleet.all());
    Collections.reverse(services);
    List<String> ended = new ArrayList<>();
    for (Service service : services) {
      Optional<Recorded> running = Recorded.find(fleet.data(), service);
      running.map(Recorded::handle).ifPresent(Running::end);
      running.ifPresent(found -> ended.add(service.name()));
      Recorded.forget(fleet.data(), service);
    }
    System.out.println(ended.isEmpty() ? "nothing was up" : "ended " + String.join(", ", ended));
    return 0;
  }

  /** Shows what runs where; 1 when something does not. */
  int status() {
    int widest = fleet.wanted().stream().mapToInt(s -> s.name().length()).max().orElse(0);
    String format = "%-" + Math.max(8, widest) + "s %-22s %s%n";
    boolean all = true;
    for (Service service : fleet.wanted()) {
      boolean up = Recorded.find(fleet.data(), service).isPresent() && service.answers();
      all &= up;
      System.out.printf(
          format, service.name(), up ? service.endpoint() : "down", up ? service.contents() : "");
    }
    System.out.printf(format, "data", fleet.shown(fleet.data()), "logs in its folder logs");
    return all ? 0 : 1;
  }
}

package io.pinflow.local;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts, ends and shows the processes that stand in for AWS: Kafka, Kinesis, S3, API Gateway. */
public final class Stack {

  private static final String USAGE =
      """
      local/stack up|down|status|run [options]

        up      starts what is missing, returns when everything answers
        down    ends what up started, and nothing else; the data stays
        status  shows what runs where; exit code 1 when something does not
        run     runs in the foreground until its input ends or it is interrupted

        --data DIR           everything the processes keep (PINFLOW_DATA, .local)
        --kafka-port N       (PINFLOW_KAFKA_PORT, 9092); its controller takes the next one
        --kinesis-port N     (PINFLOW_KINESIS_PORT, 4568); its TLS twin takes the one before
        --s3-port N          (PINFLOW_S3_PORT, 9000)
        --gateway-port N     REST in front of both (PINFLOW_GATEWAY_PORT, 8082)
        --services LIST      some of kafka,kinesis,s3,gateway, or none (all)
        --without-kinesis    needs no Node

      Kafka and S3 keep their data between runs; Kinesis is in memory.
      """;

  private final StackConfig config;

  private Stack(StackConfig config) {
    this.config = config;
  }

  public static void main(String[] args) {
    Main.run(() -> start(args));
  }

  private static int start(String... args) throws IOException {
    Arguments arguments = Arguments.parse(USAGE, args);
    if (arguments.has("help") || arguments.words().size() != 1) {
      System.out.print(USAGE);
      return arguments.has("help") ? 0 : 2;
    }
    StackConfig config = StackConfig.from(arguments);
    Stack stack = new Stack(config);
    return switch (arguments.words().get(0)) {
      case "up" -> stack.up();
      case "down" -> stack.down();
      case "status" -> stack.status();
      case "run" -> new Foreground(config).run();
      default -> throw new Failure("Unknown command " + arguments.words() + "; see --help.");
    };
  }

  private int up() throws IOException {
    Files.createDirectories(config.data());
    Map<Service, Running> started = new LinkedHashMap<>();
    Thread undo = new Thread(() -> started.values().forEach(Running::end));
    Runtime.getRuntime().addShutdownHook(undo);
    for (Service service : config.wanted()) {
      if (!alreadyUp(service)) {
        // nohup: the stack outlives the terminal it was started from
        started.put(service, Running.start(config, service, "nohup"));
      }
    }
    for (Map.Entry<Service, Running> entry : started.entrySet()) {
      entry.getValue().await();
      Recorded.write(config.data(), entry.getKey(), entry.getValue().handle());
    }
    Runtime.getRuntime().removeShutdownHook(undo);
    return status();
  }

  private boolean alreadyUp(Service service) {
    Optional<Recorded> running = Recorded.find(config.data(), service);
    running
        .filter(found -> found.port() != service.ports().get(0))
        .ifPresent(
            found -> {
              throw new Failure(
                  "%s already runs on port %d, not %d. Run local/stack down first."
                      .formatted(service.name(), found.port(), service.ports().get(0)));
            });
    return running.isPresent();
  }

  private int down() throws IOException {
    List<Service> services = new ArrayList<>(config.all());
    // the gateway goes before what it stands in front of
    Collections.reverse(services);
    List<String> ended = new ArrayList<>();
    for (Service service : services) {
      Optional<Recorded> running = Recorded.find(config.data(), service);
      running.map(Recorded::handle).ifPresent(Running::end);
      running.ifPresent(found -> ended.add(service.name()));
      Recorded.forget(config.data(), service);
    }
    System.out.println(ended.isEmpty() ? "nothing was up" : "ended " + String.join(", ", ended));
    return 0;
  }

  private int status() {
    boolean all = true;
    for (Service service : config.wanted()) {
      boolean up = Recorded.find(config.data(), service).isPresent() && service.answers();
      all &= up;
      System.out.printf(
          "%-8s %-22s %s%n",
          service.name(), up ? service.endpoint() : "down", up ? service.contents() : "");
    }
    System.out.println("data     " + config.shown(config.data()) + "   logs in its folder logs");
    return all ? 0 : 1;
  }
}

package io.pinflow.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the stack lives and listens.
 *
 * @param home root of the repository
 * @param data folder of everything the processes keep
 * @param kafkaPort the broker's; its controller takes the next one
 * @param kinesisPort plain HTTP; the TLS listener, which nothing uses, takes the one before
 * @param s3Port plain HTTP
 * @param gatewayPort plain HTTP
 * @param services names of the wanted ones
 */
record StackConfig(
    Path home,
    Path data,
    int kafkaPort,
    int kinesisPort,
    int s3Port,
    int gatewayPort,
    Set<String> services)
    implements Fleet {

  static final String BUCKET = "lake";
  static final int PARTITIONS = 2;
  static final List<String> KINDS = List.of("pin", "geo", "user");
  static final List<String> TOPICS = KINDS.stream().map("pinflow."::concat).toList();
  static final List<String> STREAMS = KINDS.stream().map("pinflow-"::concat).toList();

  private static final String ALL = "kafka,kinesis,s3,gateway";

  /** Options first, then the environment, then the defaults. */
  static StackConfig from(Arguments arguments) {
    Path home = repository();
    return new StackConfig(
        home,
        home.resolve(arguments.text("data", "PINFLOW_DATA", ".local")).normalize(),
        arguments.number("kafka-port", "PINFLOW_KAFKA_PORT", 9092),
        arguments.number("kinesis-port", "PINFLOW_KINESIS_PORT", 4568),
        arguments.number("s3-port", "PINFLOW_S3_PORT", 9000),
        arguments.number("gateway-port", "PINFLOW_GATEWAY_PORT", 8082),
        chosen(arguments));
  }

  /** The root of the repository, as the launcher tells it. */
  static Path repository() {
    return Path.of(System.getProperty("pinflow.home", ".")).toAbsolutePath().normalize();
  }

  private static Set<String> chosen(Arguments arguments) {
    String text = arguments.text("services", ALL).toLowerCase(Locale.ROOT);
    Set<String> names =
        text.equals("none")
            ? Set.of()
            : Stream.of(text.split(",")).map(String::trim).collect(Collectors.toSet());
    if (!List.of(ALL.split(",")).containsAll(names)) {
      throw new Failure("--services is '" + text + "'; name some of " + ALL + " or none.");
    }
    return names.stream()
        .filter(name -> !(name.equals("kinesis") && arguments.has("without-kinesis")))
        .collect(Collectors.toSet());
  }

  /** The same with its data elsewhere. */
  StackConfig at(Path folder) {
    return new StackConfig(home, folder, kafkaPort, kinesisPort, s3Port, gatewayPort, services);
  }

  @Override
  public String command() {
    return "local/stack";
  }

  @Override
  public List<Service> all() {
    return List.of(
        new KafkaService(this),
        new KinesisService(this),
        new S3Service(this),
        new GatewayService(this));
  }

  @Override
  public List<Service> wanted() {
    return all().stream().filter(service -> services.contains(service.name())).toList();
  }
}

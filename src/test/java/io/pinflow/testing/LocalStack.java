package io.pinflow.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/**
 * The local stack for tests: one for the whole JVM, on free ports, with data in a temporary folder.
 *
 * <p>Services start when a test first asks for them and end with the JVM, however it ends: they
 * hang on a pipe that only this JVM holds. Tests share them, so each makes topics, streams and
 * buckets of its own.
 */
public final class LocalStack {

  /** A process of the stack. */
  public enum Service {
    KAFKA,
    KINESIS,
    S3,
    GATEWAY;

    private String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What every endpoint here takes for a key id and for a secret. */
  public static final String CREDENTIAL = "test";

  public static final String REGION = "us-east-1";

  /** The bucket that is there from the start. */
  public static final String BUCKET = "lake";

  /** Between two looks at a stream in the making; the client's own are 10 seconds apart. */
  private static final Duration PULSE = Duration.ofMillis(100);

  private static final AtomicInteger NAMES = new AtomicInteger();

  private static LocalStack shared;

  private final Path data;
  private final int kafkaPort;
  private final int kinesisPort;
  private final int s3Port;
  private final int sparePort;
  private final int gatewayPort;
  private final Launcher launcher;
  private final Set<Service> running = EnumSet.noneOf(Service.class);
  private KafkaProducer<byte[], byte[]> producer;
  private KinesisClient kinesis;

  private LocalStack() throws IOException {
    data = Files.createTempDirectory("pinflow-stack");
    int[] ports = freePorts(7);
    kafkaPort = ports[0];
    kinesisPort = ports[3];
    s3Port = ports[4];
    sparePort = ports[5];
    gatewayPort = ports[6];
    launcher = launch();
    Runtime.getRuntime().addShutdownHook(new Thread(this::end));
    launcher.expect("up");
  }

  /** The stack, with at least these services answering. */
  public static synchronized LocalStack with(Service... services) {
    try {
      if (shared == null) {
        shared = new LocalStack();
      }
      for (Service service : services) {
        shared.start(service);
      }
      return shared;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private Launcher launch() throws IOException {
    return new Launcher(
        data.resolve("stack.log"),
        new ProcessBuilder(
            root().resolve("local/stack").toString(),
            "run",
            "--services=none",
            "--data=" + data,
            "--kafka-port=" + kafkaPort,
            "--kinesis-port=" + kinesisPort,
            "--s3-port=" + s3Port,
            "--gateway-port=" + gatewayPort));
  }

  private static Path root() {
    Path here = Path.of("").toAbsolutePath();
    while (Files.notExists(here.resolve("local/stack"))) {
      here = here.getParent();
    }
    return here;
  }

  /**
   * Consecutive free ports below the range from which the system gives ports to clients, so that
   * none is taken between this look and the start of the service. Tests that run at the same time,
   * in processes started one soon after the other, search far from each other.
   */
  static int[] freePorts(int count) {
    int first = 15_000 + (int) (ProcessHandle.current().pid() % 75 * 200);
    return IntStream.iterate(first, port -> port + count)
        .limit(400)
        .filter(port -> IntStream.range(port, port + count).allMatch(LocalStack::free))
        .mapToObj(port -> IntStream.range(port, port + count).toArray())
        .findFirst()
        .orElseThrow();
  }

  private static boolean free(int port) {
    try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return probe.isBound();
    } catch (IOException taken) {
      return false;
    }
  }

  /** Starts a service, or starts it again on the data it had; it answers when this returns. */
  public synchronized void start(Service service) throws IOException {
    if (running.add(service)) {
      launcher.start(service.label());
    }
  }

  /** Ends a service's process; its data stays (Kinesis holds its data in memory only). */
  public synchronized void stop(Service service) throws IOException {
    if (running.remove(service)) {
      launcher.stop(service.label());
    }
  }

  /** Lets a service stand still, connections open, until it is told to go on. */
  public void pause(Service service) throws Exception {
    Signals.send("STOP", Signals.recorded(data, service.label()));
  }

  public void resume(Service service) throws Exception {
    Signals.send("CONT", Signals.recorded(data, service.label()));
  }

  public String bootstrapServers() {
    return "127.0.0.1:" + kafkaPort;
  }

  /** A port that no service has, for another broker. */
  int sparePort() {
    return sparePort;
  }

  public String kinesisEndpoint() {
    return "http://127.0.0.1:" + kinesisPort;
  }

  int s3Port() {
    return s3Port;
  }

  public String gateway() {
    return "http://127.0.0.1:" + gatewayPort;
  }

  public String s3Endpoint() {
    return "http://127.0.0.1:" + s3Port;
  }

  /** The folder of a bucket, in which objects are plain files; made if it is not there. */
  public Path bucketFolder(String bucket) throws IOException {
    return Files.createDirectories(data.resolve("s3").resolve(bucket));
  }

  /** Makes a topic and returns its name, which begins with the given one and is used once. */
  public String createTopic(String name, int partitions) throws Exception {
    return createTopicNamed(unique(name), partitions);
  }

  /** Makes a topic of exactly this name. */
  String createTopicNamed(String topic, int partitions) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1))).all().get();
    }
    return topic;
  }

  /** Makes a stream, waits until it is active and returns its name, made as that of a topic. */
  public String createStream(String name, int shards) {
    return createStreamNamed(unique(name), shards);
  }

  /** Makes a stream of exactly this name. */
  String createStreamNamed(String stream, int shards) {
    kinesis().createStream(request -> request.streamName(stream).shardCount(shards));
    kinesis()
        .waiter()
        .waitUntilStreamExists(
            request -> request.streamName(stream),
            waiting ->
                waiting
                    .maxAttempts(600)
                    .backoffStrategyV2(BackoffStrategy.fixedDelayWithoutJitter(PULSE)));
    return stream;
  }

  /** Makes a bucket and returns its name, made as that of a topic. */
  public String createBucket(String name) throws IOException {
    String bucket = unique(name);
    bucketFolder(bucket);
    return bucket;
  }

  /** The name with a suffix that no other test of this JVM has. */
  public static String unique(String name) {
    return name + "-" + NAMES.incrementAndGet();
  }

  /**
   * Writes one record without a key and returns its offset.
   *
   * @param timestamp milliseconds since the epoch; null leaves it to the producer's clock
   * @param payload null makes a tombstone
   */
  public long produce(String topic, int partition, Long timestamp, byte[] payload)
      throws InterruptedException, ExecutionException {
    return producer()
        .send(new ProducerRecord<>(topic, partition, timestamp, null, payload))
        .get()
        .offset();
  }

  /** Writes many records without a key to one partition, in order, in one go. */
  public void produceAll(String topic, int partition, Long timestamp, Stream<byte[]> payloads)
      throws InterruptedException, ExecutionException {
    for (var sent :
        payloads
            .map(
                payload ->
                    new ProducerRecord<byte[], byte[]>(topic, partition, timestamp, null, payload))
            .map(producer()::send)
            .collect(Collectors.toList())) {
      sent.get();
    }
  }

  /** Puts one record and returns its sequence number. */
  public String put(String stream, String partitionKey, byte[] payload) {
    return kinesis()
        .putRecord(
            request ->
                request
                    .streamName(stream)
                    .partitionKey(partitionKey)
                    .data(SdkBytes.fromByteArray(payload)))
        .sequenceNumber();
  }

  /** A client of the Kinesis endpoint; it ends with the JVM. */
  public synchronized KinesisClient kinesis() {
    if (kinesis == null) {
      kinesis =
          KinesisClient.builder()
              .endpointOverride(URI.create(kinesisEndpoint()))
              .region(Region.of(REGION))
              .credentialsProvider(
                  StaticCredentialsProvider.create(
                      AwsBasicCredentials.create(CREDENTIAL, CREDENTIAL)))
              .httpClientBuilder(UrlConnectionHttpClient.builder())
              .build();
    }
    return kinesis;
  }

  private synchronized KafkaProducer<byte[], byte[]> producer() {
    if (producer == null) {
      Properties properties = new Properties();
      properties.put("bootstrap.servers", bootstrapServers());
      properties.put("linger.ms", "0");
      properties.put("max.request.size", Integer.toString(16 << 20));
      properties.put("buffer.memory", Integer.toString(64 << 20));
      producer =
          new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }
    return producer;
  }

  /** Closing the pipe ends the services; the folder goes once they have. */
  private void end() {
    try {
      launcher.close();
      try (Stream<Path> files = Files.walk(data)) {
        files.sorted((one, other) -> other.compareTo(one)).map(Path::toFile).forEach(File::delete);
      }
    } catch (IOException alreadyGone) {
      // the system clears its temporary folder
    }
  }
}

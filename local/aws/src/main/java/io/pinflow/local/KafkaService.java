package io.pinflow.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/** A Kafka broker in KRaft mode: broker and controller in one process. */
record KafkaService(StackConfig config) implements Service {

  /** Ten-megabyte poison records must get in, with room for batch overhead. */
  private static final int MAX_MESSAGE_BYTES = 16 << 20;

  @Override
  public String name() {
    return "kafka";
  }

  @Override
  public List<Integer> ports() {
    return List.of(config.kafkaPort(), config.kafkaPort() + 1);
  }

  @Override
  public String endpoint() {
    return "127.0.0.1:" + config.kafkaPort();
  }

  @Override
  public String contents() {
    return "topics " + String.join(", ", StackConfig.TOPICS);
  }

  @Override
  public ProcessBuilder command() throws IOException {
    Path properties = Files.createDirectories(config.data().resolve("kafka/log")).getParent();
    format(properties.resolve("log/meta.properties"));
    Path file = Files.writeString(properties.resolve("server.properties"), properties());
    return Jvm.command("512m", config, "kafka.Kafka", file.toString());
  }

  /** What the storage tool's format command writes, without a JVM of its own. */
  private static void format(Path meta) throws IOException {
    if (Files.notExists(meta)) {
      Files.writeString(
          meta,
          """
          version=1
          cluster.id=cGluZmxvdy1sb2NhbC0wMQ
          node.id=1
          directory.id=cGluZmxvdy1kaXItMDAwMQ
          """);
    }
  }

  private String properties() {
    return """
        process.roles=broker,controller
        node.id=1
        controller.quorum.voters=1@127.0.0.1:%2$d
        listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
        advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
        listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
        controller.listener.names=CONTROLLER
        log.dirs=%3$s
        auto.create.topics.enable=false
        num.partitions=%4$d
        message.max.bytes=%5$d
        replica.fetch.max.bytes=%5$d
        log.retention.ms=-1
        log.message.timestamp.type=CreateTime
        # clocks that run ahead are for the job to bear, not for the broker to refuse
        log.message.timestamp.after.max.ms=9223372036854775807
        # one broker: nothing to replicate, nobody to wait for
        offsets.topic.replication.factor=1
        offsets.topic.num.partitions=2
        transaction.state.log.replication.factor=1
        transaction.state.log.min.isr=1
        transaction.state.log.num.partitions=2
        group.initial.rebalance.delay.ms=0
        group.min.session.timeout.ms=1000
        # the default takes a quarter of the heap
        log.cleaner.dedupe.buffer.size=2097152
        """
        .formatted(
            config.kafkaPort(),
            config.kafkaPort() + 1,
            config.data().resolve("kafka/log").toString().replace("\\", "/"),
            StackConfig.PARTITIONS,
            MAX_MESSAGE_BYTES);
  }

  @Override
  public boolean answers() {
    try (Admin admin = admin()) {
      return !admin.describeCluster().nodes().get().isEmpty();
    } catch (ExecutionException notYet) {
      return false;
    } catch (InterruptedException ended) {
      throw new Failure("Interrupted while Kafka was starting.", ended);
    }
  }

  @Override
  public void furnish() {
    try (Admin admin = admin()) {
      Set<String> present = admin.listTopics().names().get();
      List<NewTopic> missing =
          StackConfig.TOPICS.stream()
              .filter(topic -> !present.contains(topic))
              .map(topic -> new NewTopic(topic, StackConfig.PARTITIONS, (short) 1))
              .toList();
      admin.createTopics(missing).all().get();
    } catch (ExecutionException refused) {
      throw new Failure("Kafka made no topics: " + refused.getCause().getMessage(), refused);
    } catch (InterruptedException ended) {
      throw new Failure("Interrupted while Kafka made its topics.", ended);
    }
  }

  private Admin admin() {
    int patience = (int) Duration.ofSeconds(5).toMillis();
    return Admin.create(
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            endpoint(),
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
            patience,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            patience,
            AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
            100));
  }
}

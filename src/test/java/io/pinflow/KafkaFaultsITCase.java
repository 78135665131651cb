package io.pinflow;

import static io.pinflow.testing.SecondBroker.FIRST;
import static io.pinflow.testing.SecondBroker.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pinflow.record.Kind;
import io.pinflow.testing.Feed;
import io.pinflow.testing.Job;
import io.pinflow.testing.JobRun;
import io.pinflow.testing.Landing;
import io.pinflow.testing.LocalStack;
import io.pinflow.testing.LocalStack.Service;
import io.pinflow.testing.Parts;
import io.pinflow.testing.SecondBroker;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may happen to topics under a running job. */
class KafkaFaultsITCase {

  private static final int PARTITIONS = 2;

  @TempDir Path folder;

  private final LocalStack stack = LocalStack.with(Service.KAFKA);
  private Feed feed;
  private Landing landing;

  @BeforeEach
  void prepare() throws Exception {
    feed = Feed.overKafka(folder.resolve("feed"), PARTITIONS);
    landing = Landing.in(folder.resolve("landing"));
  }

  @Test
  void brokerThatRestartsInTheMiddleLosesAndRepeatsNothing() throws Exception {
    try (JobRun run = job().start()) {
      CompletableFuture<JsonNode> posting = feed.posting("--posts=600", "--rate=100");
      run.awaitReadAtLeast(500);

      stack.stop(Service.KAFKA);
      stack.start(Service.KAFKA);

      posting.get();
      run.awaitKept(feed.count());
      run.drain();
    }

    landing.assertHolds(feed);
  }

  @Test
  void partitionAddedLaterIsReadFromItsStart() throws Exception {
    try (JobRun run =
        job()
            .with("kafka", "starting-position", "latest")
            .with("kafka", "partition.discovery.interval.ms", "500")
            .start()) {
      run.awaitCheckpoints(4);
      sendPosts(0, 100, 0);
      addPartitions(PARTITIONS + 2);
      sendPosts(100, 200, PARTITIONS);
      run.awaitKept(feed.count());
      run.drain();
    }

    landing.assertHolds(feed);
  }

  private void addPartitions(int count) throws Exception {
    Map<String, NewPartitions> more =
        Arrays.stream(Kind.values())
            .collect(Collectors.toMap(feed::topic, kind -> NewPartitions.increaseTo(count)));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()))) {
      admin.createPartitions(more).all().get();
    }
  }

  private void sendPosts(int from, int to, int firstPartition) throws Exception {
    for (int ind = from; ind < to; ind++) {
      for (Kind kind : Kind.values()) {
        feed.send(kind, firstPartition + ind % PARTITIONS, null, Parts.of(kind, ind));
      }
    }
  }

  /** The aborted ones come last, so the topics end in something that is no record. */
  @Test
  void abortedTransactionsAreNotRead() throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = transactional()) {
      producer.initTransactions();
      for (int ind = 0; ind < 40; ind++) {
        sendInTransaction(producer, ind, ind % 3 != 0 && ind < 30);
      }
    }

    try (JobRun run = job().bounded().start()) {
      run.awaitFinished();
    }

    landing.assertHolds(feed);
  }

  /** One topic gets another leader, one is gone for a while, one is not concerned. */
  @Tag("soak")
  @Test
  void brokerThatDiesTakesNoRecordAlong() throws Exception {
    Path data = folder.resolve("second");
    try (SecondBroker second = new SecondBroker(data)) {
      feed =
          Feed.overTopics(
              folder.resolve("feed-of-two"),
              Map.of(
                  Kind.PIN, topic(Kind.PIN, SECOND, FIRST),
                  Kind.GEO, topic(Kind.GEO, SECOND),
                  Kind.USER, topic(Kind.USER, FIRST)),
              1);
      try (JobRun run = job().start()) {
        send(0, 100, Kind.values());
        run.awaitReadAtLeast(300);

        second.kill();
        send(100, 200, Kind.PIN, Kind.USER);
        run.awaitReadAtLeast(500);
        second.start();
        send(100, 200, Kind.GEO);

        run.awaitKept(feed.count());
        assertThat(run.restarts()).isZero();
        run.drain();
      }
    }

    landing.assertHolds(feed);
  }

  private String topic(Kind kind, Integer... replicas) throws Exception {
    String topic = LocalStack.unique("pinflow.two." + kind.label());
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic(topic, Map.of(0, List.of(replicas))))).all().get();
    }
    return topic;
  }

  private void send(int from, int to, Kind... kinds) throws Exception {
    for (int ind = from; ind < to; ind++) {
      for (Kind kind : kinds) {
        feed.send(kind, 0, null, Parts.of(kind, ind));
      }
    }
  }

  @Test
  void recordsThatExpiredBeforeTheyWereReadFailTheJobInsteadOfBeingSkipped() throws Exception {
    String savepoint;
    try (JobRun run = job().start()) {
      sendPosts(0, 10, 0);
      run.awaitReadAtLeast(feed.count());
      savepoint = run.suspend();
    }
    sendPosts(10, 50, 0);
    expire(feed.topic(Kind.PIN), 20);

    Throwable failure;
    try (JobRun run =
        job().set(RestartStrategyOptions.RESTART_STRATEGY, "none").from(savepoint).start()) {
      failure = run.awaitFailed();
    }

    assertThat(failure)
        .hasStackTraceContaining(
            "Kafka no longer has the records that come next, by partition and offset {%s-0=5}"
                .formatted(feed.topic(Kind.PIN)));
  }

  private void expire(String topic, long before) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()))) {
      admin
          .deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(before)))
          .all()
          .get();
    }
  }

  private KafkaProducer<byte[], byte[]> transactional() {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers", stack.bootstrapServers(),
            "transactional.id", LocalStack.unique("transactions")),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private void sendInTransaction(KafkaProducer<byte[], byte[]> producer, int ind, boolean committed)
      throws Exception {
    Map<Kind, Future<RecordMetadata>> sent = new EnumMap<>(Kind.class);
    producer.beginTransaction();
    for (Kind kind : Kind.values()) {
      sent.put(
          kind,
          producer.send(
              new ProducerRecord<>(feed.topic(kind), ind % PARTITIONS, null, Parts.of(kind, ind))));
    }
    producer.flush();
    if (committed) {
      producer.commitTransaction();
      for (Kind kind : Kind.values()) {
        feed.sent(kind, ind % PARTITIONS, sent.get(kind).get().offset(), Parts.of(kind, ind));
      }
    } else {
      producer.abortTransaction();
    }
  }

  private Job job() {
    return new Job(feed, landing, folder.resolve("states"));
  }
}

package io.pinflow.local;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * The topics of one benchmark: every post once, nothing broken, arrivals at a steady rate. They are
 * named after size and seed, and filled only once.
 *
 * @param posts of three records each
 */
record BenchTopics(String bootstrapServers, long posts, long seed) {

  /** In the middle of a window of the job, so that even a small run closes two of them. */
  private static final Instant FIRST_ARRIVAL = Instant.parse("2026-11-01T00:30:00Z");

  private static final long POSTS_AN_HOUR = 1_000_000;

  String prefix() {
    return "bench-%d-%d.".formatted(posts, seed);
  }

  Map<Kind, String> names() {
    return Kinds.map(kind -> prefix() + kind.label());
  }

  /** Returns once the topics hold all posts; says how many bytes of JSON were sent, 0 for none. */
  long fill() throws Exception {
    long held = make() ? 0 : held();
    if (held == 3 * posts) {
      return 0;
    }
    if (held > 0) {
      throw new Failure(
          "The topics %s… hold %d records, not %d: filling them was interrupted. Remove the bench's data (.local/bench, or what --data names) and run it again."
              .formatted(prefix(), held, 3 * posts));
    }
    Tally tally = new Tally();
    try (KafkaSender sender = new KafkaSender(bootstrapServers, names(), tally)) {
      CompletableFuture.allOf(
              Kinds.map(kind -> CompletableFuture.runAsync(() -> fill(kind, sender)))
                  .values()
                  .toArray(CompletableFuture[]::new))
          .get();
      sender.flush();
    }
    return tally.bytes();
  }

  /** A thread for each kind, since topics have no order among each other. */
  private void fill(Kind kind, Sender sender) {
    Plan plan = new Plan(seed, 0, posts, 0, 0, 0, 0, Set.of(Channel.KAFKA));
    PostGenerator generator = new PostGenerator(seed, posts);
    Duration over = Duration.ofMillis(posts * Duration.ofHours(1).toMillis() / POSTS_AN_HOUR);
    Arrivals arrivals = new Arrivals(FIRST_ARRIVAL, over, posts);
    for (long slot = 0; slot < posts; slot++) {
      long post = plan.post(slot);
      byte[] payload = generator.record(kind, post, Channel.KAFKA);
      sender.send(new Delivery(kind, post, payload, null, arrivals.at(slot)));
    }
  }

  /** Makes the topics that are missing; returns whether all were. */
  boolean make() throws ExecutionException, InterruptedException {
    try (Admin admin = admin()) {
      Set<String> present = admin.listTopics().names().get();
      List<NewTopic> missing =
          names().values().stream()
              .filter(name -> !present.contains(name))
              .map(name -> new NewTopic(name, StackConfig.PARTITIONS, (short) 1))
              .toList();
      admin.createTopics(missing).all().get();
      return missing.size() == StackConfig.KINDS.size();
    }
  }

  private long held() throws ExecutionException, InterruptedException {
    try (Admin admin = admin()) {
      return admin.listOffsets(partitions()).all().get().values().stream()
          .mapToLong(end -> end.offset())
          .sum();
    }
  }

  private Admin admin() {
    return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
  }

  private Map<TopicPartition, OffsetSpec> partitions() {
    return names().values().stream()
        .flatMap(name -> List.of(new TopicPartition(name, 0), new TopicPartition(name, 1)).stream())
        .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
  }
}

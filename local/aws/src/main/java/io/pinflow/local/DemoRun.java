package io.pinflow.local;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Posts to a running job and shows, on one line, how far it has come. */
final class DemoRun {

  private static final double BROKEN = 0.02;

  /** Share of posts that go through the ingest gateway. */
  private static final double VIA_REST = 0.2;

  /** How many more posts {@code --stay} plans at a time. */
  private static final long MORE = 1_000;

  private final Arguments arguments;
  private final DemoJob job;
  private final long start;
  private final Tally tally = new Tally();
  private final Set<Channel> channels;
  private final Map<Channel, Sender> senders;
  private volatile JobCounts counts = JobCounts.NONE;

  DemoRun(Arguments arguments, StackConfig stack, DemoJob job, long start) {
    this.arguments = arguments;
    this.job = job;
    this.start = start;
    boolean kinesis = stack.services().contains("kinesis");
    this.channels = kinesis ? EnumSet.allOf(Channel.class) : EnumSet.of(Channel.KAFKA);
    this.senders =
        new Destination(
                channels,
                new KafkaService(stack).endpoint(),
                Kinds.map(kind -> "pinflow." + kind.label()),
                new KinesisService(stack).endpoint(),
                Kinds.map(kind -> "pinflow-" + kind.label()),
                new GatewayService(stack).endpoint(),
                VIA_REST)
            .open(tally);
  }

  /** Returns once every record posted is read, committed and accounted for. */
  void post() throws Exception {
    long posts = arguments.number("posts", 20_000);
    Pace pace = new Pace(arguments.number("rate", 0));
    CompletableFuture<Account> posting =
        CompletableFuture.supplyAsync(() -> posting(0, posts).run(pace, tally));
    Account account = Progress.during(this::line, () -> awaitAll(posting));
    require("posts met", account.complete(), counts.met());
    require("posts committed", account.complete(), counts.committed());
    require("records rejected", account.rejected(), counts.rejected());
    require("conflicting deliveries", account.conflicts(), counts.conflicting());
  }

  private Posting posting(long first, long posts) {
    long seed = arguments.number("seed", 1);
    return new Posting(
        new Plan(seed, first, posts, 0.3, BROKEN, 0.2, 0.05, channels), senders, Arrivals.NOW);
  }

  private Account awaitAll(CompletableFuture<Account> posting) throws IOException {
    while (!posting.isDone() || counts.read() < tally.records()) {
      look();
    }
    Account account = posting.join();
    // one that was under way may have begun before the last record
    long enough = job.checkpoints() + 2;
    while (job.checkpoints() < enough || counts.committed() < account.complete()) {
      look();
    }
    return account;
  }

  private void look() throws IOException {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(250));
    counts = job.counts();
  }

  private static void require(String what, long expected, long actual) {
    if (expected != actual) {
      throw new Failure(
          "The job disagrees with the poster: %s should be %,d and are %,d."
              .formatted(what, expected, actual));
    }
  }

  /** Posts and shows, pages of insights too, until the process is ended. */
  void goOn(Supplier<String> insights) throws Exception {
    long rate = arguments.number("rate", 20);
    CompletableFuture<Void> posting = CompletableFuture.runAsync(() -> forever(rate));
    Progress.during(
        this::line,
        insights,
        () -> {
          while (!posting.isDone()) {
            look();
          }
          return posting.join();
        });
  }

  private void forever(long rate) {
    for (long first = arguments.number("posts", 20_000); ; first += MORE) {
      posting(first, MORE).run(new Pace(rate), tally);
    }
  }

  private String line() {
    JobCounts now = counts;
    return "posted %,d · read %,d · met %,d · rejected %,d · committed %,d posts · lag %,d · %.0f s"
        .formatted(
            tally.records(),
            now.read(),
            now.met(),
            now.rejected(),
            now.committed(),
            Math.max(0, tally.records() - now.read()),
            (System.nanoTime() - start) / 1e9);
  }
}

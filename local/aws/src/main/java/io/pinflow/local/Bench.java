package io.pinflow.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the job costs, beside Spark on the same topics. */
public final class Bench {

  private static final String USAGE =
      """
      local/bench [options]

        --posts N         posts, three records each, in topics that are filled once (1000000)
        --seed N          other posts (1)
        --rounds N        job and Spark in turn, as often (3)
        --without-spark   the job alone
        --stages LIST     instead: the job with some of its stages, comma-joined, of
                          consume,archive,decode,clean,meet,delta,insights;
                          each: one after the other, and what each adds
        --freshness       instead: from arrival to visible in Delta, at a steady --rate
        --rate N          posts a second of --freshness (2000)
        --seconds N       of posting (200)
        --intervals LIST  between checkpoints (1s,10s)
        --grow            instead: from a thousandth of the posts to ten times as many, and on one core
        --parallelism N   (2)
        --checkpoint-interval D  (10s)
        --data DIR        everything it writes (.local/bench)
        --kafka-port N    (PINFLOW_BENCH_KAFKA_PORT, 9492); its controller takes the next one

      Tables of both are compared, whole, before any figure is printed.
      """;

  private static final List<String> GROWING_STAGES =
      List.of(
          "consume",
          "consume,decode",
          "consume,decode,clean",
          "consume,decode,clean,meet",
          "consume,decode,clean,meet,delta",
          "consume,decode,clean,meet,delta,insights",
          "consume,decode,clean,meet,delta,insights,archive");

  private final Arguments arguments;
  private final StackConfig stack;
  private final BenchTopics topics;

  private Bench(Arguments arguments) {
    this.arguments = arguments;
    this.stack = stack(arguments);
    this.topics =
        new BenchTopics(
            new KafkaService(stack).endpoint(),
            arguments.number("posts", 1_000_000),
            arguments.number("seed", 1));
  }

  public static void main(String[] args) {
    Main.run(
        () -> {
          Arguments arguments = Arguments.parse(USAGE, args);
          if (arguments.has("help")) {
            System.out.print(USAGE);
            return 0;
          }
          return new Bench(arguments).run();
        });
  }

  private static StackConfig stack(Arguments arguments) {
    Path home = StackConfig.repository();
    return new StackConfig(
        home,
        home.resolve(arguments.text("data", ".local/bench")).normalize(),
        arguments.number("kafka-port", "PINFLOW_BENCH_KAFKA_PORT", 9492),
        0,
        0,
        0,
        Set.of("kafka"));
  }

  private int run() throws Exception {
    Files.createDirectories(stack.data());
    KafkaService kafka = new KafkaService(stack);
    Running.requireFree(kafka);
    Running broker = Running.start(stack, kafka);
    Runtime.getRuntime().addShutdownHook(new Thread(broker::end));
    broker.await();
    if (arguments.has("freshness")) {
      return freshness();
    }
    if (arguments.has("grow")) {
      return grow();
    }
    fill(topics);
    return arguments.text("stages", null) == null ? sideBySide() : stages();
  }

  private void fill(BenchTopics wanted) throws Exception {
    long start = System.nanoTime();
    long bytes = wanted.fill();
    if (bytes > 0) {
      say(
          "filled %s… with %,d records, %,d MiB of JSON, in %.0f s",
          wanted.prefix(), 3 * wanted.posts(), bytes >> 20, (System.nanoTime() - start) / 1e9);
    }
  }

  private int sideBySide() throws IOException, InterruptedException {
    BenchTable table = new BenchTable();
    BenchSpark spark = new BenchSpark(stack.home(), parallelism());
    for (long round = 1; round <= arguments.number("rounds", 3); round++) {
      Path ofJob = folder("job-" + round);
      Path ofSpark = folder("spark-" + round);
      BenchResult job = job("").run(topics, ofJob);
      say("round %d  job    %s", round, job);
      table.ofJob(job);
      if (!arguments.has("without-spark")) {
        BenchResult other = spark.run(topics, ofSpark);
        say("round %d  Spark  %s", round, other);
        say("%s", spark.compare(ofJob, ofSpark, ofSpark.resolve("compared.out")));
        table.ofSpark(other);
      }
    }
    System.out.print(table.print());
    return 0;
  }

  /** One set of stages after the other, as often as there are rounds. */
  private int stages() throws IOException, InterruptedException {
    String asked = arguments.text("stages", null);
    List<String> sets = asked.equals("each") ? GROWING_STAGES : List.of(asked);
    double before = 0;
    say("%-50s %20s %10s", "median CPU seconds per million posts", "", "adds");
    for (String stages : sets) {
      List<BenchResult> results = new ArrayList<>();
      for (long round = 1; round <= arguments.number("rounds", 3); round++) {
        results.add(job(stages).run(topics, folder("stages")));
      }
      double cpu = BenchTable.median(results, BenchResult::cpuSecondsPerMillion);
      say("%-50s %20.1f %10.1f", stages, cpu, cpu - before);
      before = cpu;
    }
    return 0;
  }

  private int freshness() throws Exception {
    long rate = arguments.number("rate", 2_000);
    long seconds = arguments.number("seconds", 200);
    for (String interval : arguments.text("intervals", "1s,10s").split(",")) {
      // topics of their own: what is in them has its time of arrival from the clock
      BenchTopics fresh =
          new BenchTopics(topics.bootstrapServers(), rate * seconds, System.currentTimeMillis());
      BenchFreshness freshness = new BenchFreshness(stack, fresh, parallelism(), rate);
      say("%,d posts a second for %d s, checkpoints every %s", rate, seconds, interval);
      say("%s", freshness.measure(interval, folder("freshness-" + interval)));
    }
    return 0;
  }

  /** From a thousandth to ten times the posts, and the posts themselves on one core. */
  private int grow() throws Exception {
    System.out.print(BenchGrowth.HEAD);
    for (long divisor = 1_000; divisor >= 1; divisor /= 10) {
      grow(topics.posts() / divisor, parallelism());
    }
    grow(topics.posts(), 1);
    grow(topics.posts() * 10, parallelism());
    return 0;
  }

  private void grow(long posts, int cores) throws Exception {
    BenchTopics grown = new BenchTopics(topics.bootstrapServers(), posts, topics.seed());
    grown.fill();
    BenchResult result = job("", cores).run(grown, folder("grown"));
    System.out.print(BenchGrowth.line(cores, result));
  }

  private BenchJob job(String stages) {
    return job(stages, parallelism());
  }

  private BenchJob job(String stages, int cores) {
    return new BenchJob(stack.home(), cores, arguments.text("checkpoint-interval", "10s"), stages);
  }

  private int parallelism() {
    return (int) arguments.number("parallelism", 2);
  }

  private Path folder(String name) throws IOException {
    Path folder = stack.data().resolve(name);
    Folders.clear(folder);
    return folder;
  }

  private static void say(String format, Object... values) {
    System.out.printf(Locale.ROOT, format + "%n", values);
  }
}

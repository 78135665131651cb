package io.pinflow.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How long a record takes from its arrival in Kafka until readers of Delta see it, while posts come
 * at a steady rate.
 */
record BenchFreshness(StackConfig stack, BenchTopics topics, int parallelism, double rate) {

  /** Runs the job with this interval between checkpoints; says what percentiles it came to. */
  String measure(String checkpointInterval, Path folder) throws Exception {
    topics.make();
    Path config = BenchJob.config(topics, folder, false);
    JobProcess job =
        JobProcess.start(
            stack.at(folder), config, parallelism, checkpointInterval, BenchJob.freePort());
    Runtime.getRuntime().addShutdownHook(new Thread(job::end));
    job.awaitRunning();
    post();
    job.drain();
    return percentiles(folder);
  }

  private void post() {
    Plan plan = new Plan(topics.seed(), 0, topics.posts(), 0, 0, 0, 0, Set.of(Channel.KAFKA));
    Tally tally = new Tally();
    try (KafkaSender sender = new KafkaSender(topics.bootstrapServers(), topics.names(), tally)) {
      new Posting(plan, Map.of(Channel.KAFKA, sender), Arrivals.NOW).run(new Pace(rate), tally);
    }
  }

  private String percentiles(Path folder) throws IOException, InterruptedException {
    Path out = folder.resolve("freshness.out");
    TimedProcess.start(
            List.of(
                stack.home().resolve("local/databricks/launch").toString(),
                "io.pinflow.databricks.bench.Freshness",
                "--lake",
                folder.resolve("tables").toString()),
            Map.of(),
            out)
        .await(() -> {});
    return Files.readString(out).strip();
  }
}

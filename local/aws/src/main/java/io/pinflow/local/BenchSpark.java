package io.pinflow.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Spark on the same topics, and Spark as the judge of what both have written. */
record BenchSpark(Path home, int parallelism) {

  /** With less it collects garbage instead of working. */
  private static final String HEAP = "2g";

  /** Of long runs: compiled for speed, like the job. */
  private static final Map<String, String> ENVIRONMENT =
      Map.of("SPARK_HEAP", HEAP, "PINFLOW_TIER", "4", "PINFLOW_GC", BenchJob.GARBAGE_COLLECTOR);

  /** Cleans to three tables, then asks the eight questions of them, as one batch. */
  BenchResult run(BenchTopics topics, Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    TimedProcess process =
        TimedProcess.start(
            List.of(
                home.resolve("local/databricks/launch").toString(),
                "io.pinflow.databricks.bench.CleanAndAsk",
                "--bootstrap-servers",
                topics.bootstrapServers(),
                "--topic-prefix",
                topics.prefix(),
                "--folder",
                folder.toString(),
                "--parallelism",
                Integer.toString(parallelism)),
            ENVIRONMENT,
            folder.resolve("spark.out"));
    Usage usage = process.await(() -> {});
    return new BenchResult(
        topics.posts(),
        usage,
        Written.below(folder.resolve("tables")),
        Written.below(folder.resolve("archive")),
        CheckpointCosts.NONE);
  }

  /** Fails, with the differences, unless whole tables of both are the same. */
  String compare(Path job, Path spark, Path out) throws IOException, InterruptedException {
    TimedProcess.start(
            List.of(
                home.resolve("local/databricks/launch").toString(),
                "io.pinflow.databricks.bench.CompareTables",
                "--job",
                job.resolve("tables").toString(),
                "--spark",
                spark.resolve("tables").toString()),
            ENVIRONMENT,
            out)
        .await(() -> {});
    return Files.readString(out).strip();
  }
}

package io.pinflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.testing.Feed;
import io.pinflow.testing.Job;
import io.pinflow.testing.JobRun;
import io.pinflow.testing.Landing;
import io.pinflow.testing.Spark;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.flink.configuration.CheckpointingOptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same topics give the same tables, however the job is run. Each topic has one partition, so
 * that which delivery comes first does not depend on the run.
 */
class ObjectReuseITCase {

  private static final String POST_COLUMNS =
      "ind, category, poster_name, follower_count, country, `timestamp`, user_name, age,"
          + " date_joined";

  @TempDir static Path folder;

  private static Feed feed;

  @BeforeAll
  static void post() throws Exception {
    feed = Feed.overKafka(folder.resolve("feed"), 1);
    feed.post(
        "--posts=2500",
        "--broken=0.05",
        "--arrivals-from=2026-03-01T23:30:00Z",
        "--arrivals-over=PT1H");
  }

  @Test
  void tablesAreTheSameWithAndWithoutObjectReuseAndWithUnalignedBarriers() throws Exception {
    Map<String, Object> reused = run("reused", job -> job.objectReuse(true));
    Map<String, Object> copied = run("copied", job -> job.objectReuse(false));
    Map<String, Object> unaligned =
        run(
            "unaligned",
            job -> job.set(CheckpointingOptions.ENABLE_UNALIGNED, true).parallelism(4));

    assertThat(copied).isEqualTo(reused);
    assertThat(unaligned).isEqualTo(reused);
  }

  private static Map<String, Object> run(String name, UnaryOperator<Job> setting) throws Exception {
    Landing landing = Landing.in(folder.resolve(name));
    Job job = new Job(feed, landing, folder.resolve(name + "-states")).bounded();
    try (JobRun run = setting.apply(job).start()) {
      run.awaitFinished();
    }
    landing.assertHolds(feed);
    return digests(landing);
  }

  /** A post's arrival time follows the watermark of the run; all else is of the records alone. */
  private static Map<String, Object> digests(Landing landing) {
    Map<String, Object> digests = new TreeMap<>();
    for (String table : List.of("pin_table", "geo_table", "user_table", "posts", "dead_letters")) {
      String columns = table.equals("posts") ? POST_COLUMNS : "*";
      digests.put(
          table,
          Spark.sql(
              "SELECT count(*), bit_xor(xxhash64(to_json(struct(*)))) FROM (SELECT "
                  + columns
                  + " FROM "
                  + Spark.table(landing.table(table))
                  + ")"));
    }
    return digests;
  }
}

package io.pinflow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.pinflow.cleaning.HostileTexts;
import io.pinflow.record.Kind;
import io.pinflow.testing.Feed;
import io.pinflow.testing.Job;
import io.pinflow.testing.JobRun;
import io.pinflow.testing.Landing;
import io.pinflow.testing.Parts;
import io.pinflow.testing.Spark;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records that nobody should send, or not so often, or not with such a time. */
class RecordFaultsITCase {

  private static final long SEED = 7528;
  private static final int POSTS = 200;
  private static final int INCOMPLETE = 10;

  @TempDir Path folder;

  @Test
  void hostileRecordsInEveryTopicNeverRestartTheJob() throws Exception {
    Feed feed = Feed.overKafka(folder.resolve("feed"), 1);
    Landing landing = Landing.in(folder.resolve("landing"));

    try (JobRun run = job(feed, landing).start()) {
      for (Kind kind : Kind.values()) {
        for (byte[] payload : hostile(kind)) {
          feed.send(kind, 0, null, payload);
        }
      }
      feed.sendPost(7528);
      run.awaitKept(feed.count());
      assertThat(run.restarts()).isZero();
      run.drain();
    }

    JsonNode counts = landing.assertHolds(feed).get("counts");
    assertThat(counts.get("dead_letters").intValue()).isGreaterThan(600);
    assertThat(Spark.select("DISTINCT reason", landing.table("dead_letters")))
        .extracting(row -> row.get(0))
        .contains("not_json", "not_an_object", "no_ind", "wrong_kind", "too_large", "too_deep");
  }

  private static List<byte[]> hostile(Kind kind) {
    List<byte[]> payloads = new ArrayList<>();
    byte[] good = Parts.of(kind, 1);
    String text = new String(good, UTF_8);
    payloads.add(null);
    payloads.add(new byte[0]);
    payloads.add(new byte[] {0});
    payloads.add(new byte[] {'{', (byte) 0xC3, (byte) 0x28, '}'});
    payloads.add(Arrays.copyOf(good, good.length / 2));
    payloads.add(Arrays.copyOf(good, good.length + 3));
    payloads.add(new byte[10 << 20]);
    payloads.add(with(text, "\"x\":\"" + "y".repeat(10 << 20) + "\""));
    payloads.add(with(text, "\"x\":" + "[".repeat(10_000) + "]".repeat(10_000)));
    payloads.add("[".repeat(100_000).getBytes(UTF_8));
    payloads.add(with(text, "\"category\":\"nul \\u0000\",\"country\":\"\u0000\""));
    payloads.add(with(text.replaceFirst("1", "2"), "\"ind\":3,\"age\":{},\"age\":[1],\"title\":7"));
    payloads.add(with("{\"ind\":4}", "\"country\":1e400,\"title\":-0.0,\"last_name\":true"));
    payloads.add("{\"ind\":99999999999999999999}".getBytes(UTF_8));
    payloads.add(Parts.of(kind == Kind.PIN ? Kind.USER : Kind.PIN, 5));
    for (HostileTexts.Case each : HostileTexts.jsonTestSuite()) {
      payloads.add(each.input().getBytes(UTF_8));
    }
    return payloads;
  }

  private static byte[] with(String object, String fields) {
    return (object.substring(0, object.length() - 1) + "," + fields + "}").getBytes(UTF_8);
  }

  @Test
  void everyPostCountsOnceThoughItComesOverBothChannelsAndAllOverAgain() throws Exception {
    Feed feed = Feed.overBoth(folder.resolve("feed"), 2, 2);
    Landing landing = Landing.in(folder.resolve("landing"));

    try (JobRun run = job(feed, landing).start()) {
      feed.post("--posts=250", "--repeats=0.3", "--both-share=1", "--broken=0.05");
      run.awaitKept(feed.count());
      await("archived")
          .atMost(Duration.ofSeconds(30))
          .until(() -> Landing.unfinished(landing.archive()).isEmpty());
      feed.post("--files=" + landing.archive());
      run.awaitKept(feed.count());
      run.drain();
    }

    JsonNode counts = landing.assertHolds(feed).get("counts");
    assertThat(counts.get("posts").intValue()).isBetween(225, 250);
    assertThat(counts.get("repeats").longValue()).isGreaterThan(feed.count() / 2);
  }

  @Test
  void conflictingRepeatIsADeadLetterAndTheFirstStays() throws Exception {
    Feed feed = Feed.overKafka(folder.resolve("feed"), 1);
    Landing landing = Landing.in(folder.resolve("landing"));
    for (int ind = 0; ind < POSTS; ind++) {
      feed.sendPost(ind);
      Kind kind = Kind.values()[ind % 3];
      feed.send(kind, 0, null, Parts.other(kind, ind, 1));
      feed.send(kind, 0, null, Parts.of(kind, ind));
    }

    try (JobRun run = job(feed, landing).bounded().start()) {
      run.awaitFinished();
      assertThat(run.counted("conflicting")).isEqualTo(POSTS);
    }

    landing.assertHolds(feed);
    assertThat(Spark.select("reason, payload_size > 0", landing.table("dead_letters")))
        .hasSize(POSTS)
        .containsOnly(List.of("conflicting_duplicate", true));
  }

  @Test
  void timesThatAreShuffledLieAheadOrStandStillHoldNothingUp() throws Exception {
    Feed feed = Feed.overKafka(folder.resolve("feed"), 3);
    Landing landing = Landing.in(folder.resolve("landing"));
    Instant start = Instant.now();
    List<Long> times = new ArrayList<>();
    for (int ind = 0; ind < POSTS; ind++) {
      times.add(start.minusSeconds(3_600).plusSeconds(18L * ind).toEpochMilli());
    }
    Collections.shuffle(times, new Random(SEED));
    long tenYearsAhead = start.plus(Duration.ofDays(3_650)).toEpochMilli();

    for (int ind = 0; ind < POSTS; ind++) {
      // the third partition of each topic stays silent
      for (Kind kind : Kind.values()) {
        feed.send(kind, ind % 2, times.get(ind), Parts.of(kind, ind));
      }
    }
    for (int ind = POSTS; ind < POSTS + INCOMPLETE; ind++) {
      feed.send(Kind.PIN, ind % 2, tenYearsAhead, Parts.of(Kind.PIN, ind));
    }
    try (JobRun run =
        job(feed, landing)
            // until then the silent partitions hold back the watermark, and all is read
            .with("time", "idle-after", "8 s")
            .with("time", "out-of-orderness", "1 s")
            .with("time", "future-bound", "2 s")
            .with("posts", "meeting.timeout", "1 s")
            .start()) {
      run.awaitKept(feed.count());
      // by the watermark alone
      await("incomplete posts are reported")
          .atMost(Duration.ofSeconds(60))
          .until(() -> landing.rows("dead_letters") >= INCOMPLETE);
      assertThat(run.counted("clamped")).isEqualTo(INCOMPLETE);
      run.drain();
    }

    landing.assertHolds(feed);
    assertThat(Spark.select("max(arrival_time)", landing.table("pin_table")).get(0).get(0))
        .asInstanceOf(InstanceOfAssertFactories.INSTANT)
        .isBetween(start, Instant.now().plusSeconds(2));
  }

  private Job job(Feed feed, Landing landing) {
    return new Job(feed, landing, folder.resolve("states"));
  }
}

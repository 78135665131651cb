package io.pinflow;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pinflow.record.Kind;
import io.pinflow.testing.Feed;
import io.pinflow.testing.InsightColumns;
import io.pinflow.testing.Job;
import io.pinflow.testing.JobRun;
import io.pinflow.testing.Landing;
import io.pinflow.testing.Lines;
import io.pinflow.testing.Spark;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What 20 000 posts over both channels leave, against what was sent. */
class OracleITCase {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** So short that the posts are in several windows. */
  private static final String WINDOW_SIZE = "4 s";

  private static final String WINDOW_OFFSET = "PT1S";

  @TempDir static Path folder;

  private static LocalDate firstDay;
  private static Feed feed;
  private static Landing landing;

  @BeforeAll
  static void run() throws Exception {
    firstDay = LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC);
    feed = Feed.overBoth(folder.resolve("feed"), 2, 2);
    landing = Landing.in(folder.resolve("landing"));
    Job job =
        new Job(feed, landing, folder.resolve("states"))
            .with("insights", "window.size", WINDOW_SIZE)
            .with("insights", "window.offset", WINDOW_OFFSET);
    try (JobRun run = job.start()) {
      feed.post("--posts=20000", "--broken=0.02");
      run.awaitKept(feed.count());
      assertThat(run.restarts()).isZero();
      run.drain();
    }
  }

  @Test
  void tablesAreThoseOfTheBatchProgram() {
    ObjectNode question =
        JSON.createObjectNode()
            .put("windowSize", WINDOW_SIZE)
            .put("windowOffset", WINDOW_OFFSET)
            .put("byLog", false);

    JsonNode counts = landing.assertHolds(feed, question).get("counts");

    assertThat(counts.get("sent").intValue()).isGreaterThan(60_000);
    assertThat(counts.get("posts").intValue()).isGreaterThan(19_000);
    assertThat(counts.get("dead_letters").intValue()).isGreaterThan(300);
  }

  @Test
  void insightsHaveTheColumnsOfTheContract() throws IOException {
    assertThat(InsightColumns.in(landing)).isEqualTo(InsightColumns.expected());
  }

  @Test
  void archiveHoldsEveryPayloadAsItCame() throws IOException {
    for (Kind kind : Kind.values()) {
      List<String> sent = new ArrayList<>();
      for (ObjectNode record : feed.records()) {
        if (record.get("kind").textValue().equals(kind.label())) {
          sent.add(Lines.of(record.get("payload_base64").binaryValue()));
        }
      }

      List<String> archived = Lines.below(landing.archive().resolve("kind=" + kind.label()));

      assertSame(archived, sent);
    }
  }

  @Test
  void archiveIsInFoldersByKindAndDay() throws IOException {
    LocalDate lastDay = LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC);
    String[] folders =
        Arrays.stream(Kind.values())
            .flatMap(
                kind ->
                    Stream.of(firstDay, lastDay)
                        .map(day -> "kind=" + kind.label() + "/date=" + day))
            .toArray(String[]::new);

    assertThat(Landing.finished(landing.archive()))
        .extracting(file -> landing.archive().relativize(file.getParent()).toString())
        .isSubsetOf(folders);
  }

  @Test
  void deadLetterFilesHoldWhatTheTableHolds() throws IOException {
    List<String> table = new ArrayList<>();
    for (List<Object> row :
        Spark.select(
            "reason, detail, kind, channel, stream, partition, position, arrival_time, ind,"
                + " payload_size, base64(payload)",
            landing.table("dead_letters"))) {
      table.add(row.toString().replaceAll("\\s", ""));
    }

    List<String> files = new ArrayList<>();
    for (String line : Lines.below(landing.deadLetters())) {
      files.add(row(JSON.readTree(line.getBytes(ISO_8859_1))).toString().replaceAll("\\s", ""));
    }

    assertSame(files, table);
  }

  private static List<String> row(JsonNode letter) throws IOException {
    List<String> row = new ArrayList<>();
    for (String column :
        List.of(
            "reason",
            "detail",
            "kind",
            "channel",
            "stream",
            "partition",
            "position",
            "arrival_time",
            "ind",
            "payload_size")) {
      row.add(letter.hasNonNull(column) ? letter.get(column).asText() : null);
    }
    row.add(
        letter.has("payload")
            ? Base64.getEncoder().encodeToString(letter.get("payload").textValue().getBytes(UTF_8))
            : letter.has("payload_base64") ? letter.get("payload_base64").textValue() : null);
    return row;
  }

  @Test
  void nothingIsLeftUnfinished() throws IOException {
    assertThat(Landing.unfinished(landing.archive())).isEmpty();
    assertThat(Landing.unfinished(landing.deadLetters())).isEmpty();
  }

  /** As bags; says a few of the differences, not megabytes. */
  private static void assertSame(List<String> actual, List<String> expected) {
    assertThat(actual).hasSameSizeAs(expected);
    actual.sort(null);
    expected.sort(null);
    for (int line = 0; line < actual.size(); line++) {
      assertThat(actual.get(line)).isEqualTo(expected.get(line));
    }
  }
}

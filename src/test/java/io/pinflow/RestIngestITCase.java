package io.pinflow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pinflow.record.Kind;
import io.pinflow.testing.Feed;
import io.pinflow.testing.Job;
import io.pinflow.testing.JobRun;
import io.pinflow.testing.Landing;
import io.pinflow.testing.LocalStack;
import io.pinflow.testing.LocalStack.Service;
import io.pinflow.testing.Repository;
import io.pinflow.testing.RestLoad;
import io.pinflow.testing.Soak;
import io.pinflow.testing.Spark;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From HTTP requests to tables. */
@Tag("soak")
class RestIngestITCase {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private final LocalStack stack = LocalStack.with(Service.GATEWAY);
  private Feed feed;
  private Landing landing;

  @BeforeEach
  void prepare() throws Exception {
    feed = Feed.overBoth(folder.resolve("feed"), 2, 2);
    landing = Landing.in(folder.resolve("landing"));
  }

  @Test
  void requestsOfTheProducersBecomeCleanedRows() throws Exception {
    List<List<Object>> pins = new ArrayList<>();
    List<List<Object>> geos = new ArrayList<>();
    List<List<Object>> users = new ArrayList<>();
    for (int ind = 7528; ind <= 7532; ind++) {
      pins.add(pinRow(ind));
      geos.add(
          row(ind, "Albania", List.of(-89.9787, -173.293), Instant.parse("2020-08-28T03:52:47Z")));
      users.add(row(ind, "Abigail Ali", 20, Instant.parse("2015-10-24T11:23:51Z")));
    }

    try (JobRun run = new Job(feed, landing, folder.resolve("states")).start()) {
      python("kafka", 7528);
      python("kinesis", 7529);
      python("dumped", 7530);
      for (Kind kind : Kind.values()) {
        curl(
            "POST",
            "/topics/" + feed.topic(kind),
            "application/vnd.kafka.json.v2+json",
            "{\"records\":[{\"value\":" + part(kind, 7531) + "}]}");
        curl(
            "PUT",
            "/streams/" + feed.stream(kind) + "/records",
            "application/json",
            "{\"records\":[{\"data\":" + part(kind, 7532) + ",\"partition-key\":\"it's\"}]}");
      }
      run.awaitKept(15);
      run.drain();
    }

    assertThat(
            Spark.select(
                "ind, title, description, follower_count, poster_name, tag_list,"
                    + " is_image_or_video, image_src, save_location, category",
                landing.table("pin_table")))
        .containsExactlyInAnyOrderElementsOf(pins);
    assertThat(Spark.select("ind, country, coordinates, timestamp", landing.table("geo_table")))
        .containsExactlyInAnyOrderElementsOf(geos);
    assertThat(Spark.select("ind, user_name, age, date_joined", landing.table("user_table")))
        .containsExactlyInAnyOrderElementsOf(users);
    assertThat(Spark.count(landing.table("posts"))).isEqualTo(5);
    assertThat(Spark.count(landing.table("dead_letters"))).isZero();
  }

  private static List<Object> row(Object... values) {
    return Arrays.asList(values);
  }

  private static List<Object> pinRow(int ind) {
    return row(
        ind,
        "Côte d'Ivoire – \"коты\" 📌",
        null,
        null,
        null,
        null,
        "multi-video(story page format)",
        null,
        "/data/mens-fashion",
        "mens-fashion");
  }

  /** The example that every reader of this data knows, but for its title. */
  private static ObjectNode part(Kind kind, int ind) {
    ObjectNode part = JSON.createObjectNode();
    switch (kind) {
      case PIN:
        return part.put("index", ind)
            .put("unique_id", "fbe53c66-3442-4773-b19e-d3ec6f54dddf")
            .put("title", "Côte d'Ivoire – \"коты\" 📌")
            .put("description", "No description available Story format")
            .put("poster_name", "User Info Error")
            .put("follower_count", "User Info Error")
            .put("tag_list", "N,o, ,T,a,g,s, ,A,v,a,i,l,a,b,l,e")
            .put("is_image_or_video", "multi-video(story page format)")
            .put("image_src", "Image src error.")
            .put("downloaded", 0)
            .put("save_location", "Local save in /data/mens-fashion")
            .put("category", "mens-fashion");
      case GEO:
        return part.put("ind", ind)
            .put("timestamp", "2020-08-28T03:52:47")
            .put("latitude", -89.9787)
            .put("longitude", -173.293)
            .put("country", "Albania");
      default:
        return part.put("ind", ind)
            .put("first_name", "Abigail")
            .put("last_name", "Ali")
            .put("age", 20)
            .put("date_joined", "2015-10-24T11:23:51");
    }
  }

  private void python(String form, int ind) throws Exception {
    List<String> command = new ArrayList<>(List.of("python3"));
    Path script = Repository.home().resolve("src/test/resources/io/pinflow/producer.py");
    command.addAll(List.of(script.toString(), stack.gateway(), form));
    ObjectNode parts = JSON.createObjectNode();
    for (Kind kind : Kind.values()) {
      parts.set(kind.label(), part(kind, ind));
      String name = form.equals("kafka") ? feed.topic(kind) : feed.stream(kind);
      command.add(kind.label() + "=" + name);
    }
    run(command, parts.toString());
  }

  private void curl(String method, String path, String type, String body) throws Exception {
    run(
        List.of(
            "curl",
            "--silent",
            "--show-error",
            "--fail-with-body",
            "--request",
            method,
            stack.gateway() + path,
            "--header",
            "Content-Type: " + type,
            "--data",
            "@-"),
        body);
  }

  private static void run(List<String> command, String input)
      throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().write(input.getBytes(UTF_8));
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  /** Sixteen posters, each with one request under way; what is not acknowledged is sent again. */
  @Test
  void everythingRestartedOnceUnderLoadLosesNothingAcknowledged() throws Exception {
    Duration phase = Duration.ofSeconds(Soak.of(3, 150));
    RestLoad load = new RestLoad(stack.gateway(), feed.topic(Kind.PIN), feed.stream(Kind.PIN));
    // three of each need both TaskManagers
    Job job = new Job(feed, landing, folder.resolve("states")).parallelism(3);
    try (JobRun run = job.start()) {
      load.begin(16);
      load.during(phase);
      stack.stop(Service.GATEWAY);
      stack.start(Service.GATEWAY);
      load.during(phase);
      run.cluster().replaceTaskManager(new Random(5));
      run.awaitRestarts(1);
      load.during(phase);
      stack.stop(Service.KAFKA);
      stack.start(Service.KAFKA);
      load.during(phase);
      load.end();
      System.out.println(load);
      await("rows")
          .atMost(Duration.ofMinutes(2))
          .until(() -> landing.rows("pin_table") >= load.acknowledged().size());
      run.drain();
    }

    List<Object> pins =
        Spark.select("ind", landing.table("pin_table")).stream()
            .map(row -> row.get(0))
            .collect(Collectors.toList());
    assertThat(pins).doesNotHaveDuplicates();
    assertThat(Set.copyOf(pins)).isEqualTo(load.acknowledged());
    assertThat(pins).hasSizeGreaterThan(200);
  }
}

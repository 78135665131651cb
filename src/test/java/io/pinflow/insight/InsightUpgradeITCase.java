package io.pinflow.insight;

import static io.pinflow.insight.Post.hour;
import static io.pinflow.insight.Post.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pinflow.testing.Repository;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A job stopped in the middle of a window goes on with insights added, by files alone, and all
 * files in another order.
 */
class InsightUpgradeITCase {

  private static final Path ADDED =
      Repository.home().resolve("src/test/resources/io/pinflow/insight/added");

  @TempDir static Path savepoints;

  private static final List<Post> BEFORE =
      List.of(
          post(0, 0).country("Aruba").followers(10),
          post(0, 5).country("Benin").followers(20).category("travel"),
          Post.watermark(1),
          post(1, 0).country("Aruba").followers(30).user("B"),
          post(1, 1).country("Chad").followers(40).timestamp("2020-08-29T00:00:00"));
  private static final List<Post> AFTER =
      List.of(
          post(1, 2).country("Aruba").followers(50).timestamp("2020-08-29T00:00:00"),
          post(2, 0).country("Benin").followers(60).timestamp("2020-08-30T00:00:00"),
          Post.watermark(3),
          post(3, 0).country("Benin").followers(70).age(60).timestamp("2020-08-30T00:00:00"));

  private static Collected before;
  private static Collected after;

  @BeforeAll
  static void upgrade() throws Exception {
    StreamExecutionEnvironment env = Questions.environment();
    before = new Collected();
    Posts.Sent sent = new Posts.Sent();
    Questions.all().derive(env, Posts.open(env, BEFORE, sent), before);
    String savepoint = stop(env.executeAsync(), sent, false);

    env = Questions.environment();
    env.configure(new Configuration().set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint));
    after = new Collected();
    sent = new Posts.Sent();
    Questions.all().withAdded(ADDED).derive(env, Posts.open(env, AFTER, sent), after);
    stop(env.executeAsync(), sent, true);
  }

  /** There is no savepoint before all tasks run. */
  private static String stop(JobClient job, Posts.Sent sent, boolean drain) throws Exception {
    sent.await();
    return await("savepoint")
        .atMost(Duration.ofMinutes(1))
        .ignoreExceptions()
        .until(
            () ->
                job.stopWithSavepoint(
                        drain, savepoints.toUri().toString(), SavepointFormatType.CANONICAL)
                    .get(),
            Objects::nonNull);
  }

  @Test
  void noWindowIsLostOrRepeatedAndNothingIsForgotten() throws Exception {
    List<Post> posts = new ArrayList<>(BEFORE);
    posts.addAll(AFTER);
    Collected atOnce =
        Questions.all().batch(posts.stream().filter(post -> !post.isWatermark()).toList());

    for (SqlFile file : SqlFiles.load("insights")) {
      List<Row> answer = file.isWindowed() ? windows(file.name()) : last(file.name());
      assertThat(answer)
          .as(file.name())
          .isNotEmpty()
          .containsExactlyInAnyOrderElementsOf(atOnce.rows(file.name()));
    }
  }

  @Test
  void anInsightOverAKnownPartialKnowsWindowsThatWereOpenAsAWhole() {
    assertThat(after.rows("posts_by_country_windowed"))
        .containsExactlyInAnyOrder(
            windowed(1, "Aruba", 2L),
            windowed(1, "Chad", 1L),
            windowed(2, "Benin", 1L),
            windowed(3, "Benin", 1L));
    assertThat(lastState("posts_by_country"))
        .containsExactlyInAnyOrder(toDate("Aruba", 2L), toDate("Benin", 2L), toDate("Chad", 1L));
  }

  @Test
  void anInsightOverAnAddedPartialKnowsThePostsSinceTheRestart() {
    assertThat(after.rows("posts_by_weekday_windowed"))
        .containsExactlyInAnyOrder(windowed(1, 7L, 1L), windowed(2, 1L, 1L), windowed(3, 1L, 1L));
    assertThat(lastState("posts_by_weekday"))
        .containsExactlyInAnyOrder(toDate(7L, 1L), toDate(1L, 2L));
  }

  private static List<Row> windows(String table) {
    List<Row> rows = new ArrayList<>(before.rows(table));
    rows.addAll(after.rows(table));
    return rows;
  }

  private static List<Row> lastState(String table) {
    List<List<Row>> states = after.states(table);
    return states.get(states.size() - 1);
  }

  private static List<Row> last(String table) {
    return lastState(table).stream()
        .map(row -> Row.project(row, IntStream.range(0, row.getArity() - 2).toArray()))
        .toList();
  }

  private static Row windowed(int hour, Object... values) {
    return Row.join(Row.of(hour(hour), hour(hour + 1)), Row.of(values));
  }

  /** Counting since the window that was open at the restart. */
  private static Row toDate(Object... values) {
    return Row.join(Row.of(values), Row.of(utc(hour(4)), utc(hour(1))));
  }

  private static Object utc(LocalDateTime time) {
    return time.toInstant(ZoneOffset.UTC);
  }
}

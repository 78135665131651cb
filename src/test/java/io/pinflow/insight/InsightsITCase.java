package io.pinflow.insight;

import static io.pinflow.insight.Post.hour;
import static io.pinflow.insight.Post.post;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each insight by hand: posts in, both tables out, the same as a stream and as a batch. */
class InsightsITCase {

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  @Test
  void popularCategoryByCountryKeepsAllTies() throws Exception {
    List<Post> posts =
        List.of(
            post(0, 0).country("Aruba").category("art"),
            post(0, 1).country("Aruba").category("art"),
            post(0, 2).country("Aruba").category("travel"),
            post(0, 3).country("Benin").category("travel"),
            post(0, 4).country("Benin").category("quotes"),
            post(0, 5).country(null),
            post(0, 6).country("Chad").category(null),
            post(1, 0).country("Aruba").category("travel"));

    assertAnswers(
        "popular_category_by_country",
        posts,
        rows(
            Row.of("Aruba", "art", 2L),
            Row.of("Aruba", "travel", 2L),
            Row.of("Benin", "travel", 1L),
            Row.of("Benin", "quotes", 1L)),
        rows(
            windowed(0, "Aruba", "art", 2L),
            windowed(0, "Benin", "travel", 1L),
            windowed(0, "Benin", "quotes", 1L),
            windowed(1, "Aruba", "travel", 1L)));
  }

  @Test
  void postsAreCountedByYearOfTheirOwnDate() throws Exception {
    List<Post> posts =
        List.of(
            post(0, 0).timestamp("2018-01-01T00:00:00").joined("2016-01-01T00:00:00"),
            post(0, 1).timestamp("2018-12-31T23:59:59.999"),
            post(0, 2).timestamp("2017-12-31T23:59:59.999"),
            post(0, 3).timestamp("2023-01-01T00:00:00"),
            post(0, 4).timestamp(null),
            post(0, 5).year(2022).category(null),
            post(0, 6).timestamp("2022-12-31T23:59:59.999").category("travel"),
            post(1, 0).timestamp("2018-07-01T00:00:00"));

    assertAnswers(
        "posts_by_category_and_year",
        posts,
        rows(Row.of(2018, "art", 3L), Row.of(2022, "travel", 1L)),
        rows(
            windowed(0, 2018, "art", 2L),
            windowed(0, 2022, "travel", 1L),
            windowed(1, 2018, "art", 1L)));
  }

  @Test
  void popularCategoryByYearKeepsAllTies() throws Exception {
    List<Post> posts =
        List.of(
            post(0, 0).year(2019).category("art"),
            post(0, 1).year(2019).category("travel"),
            post(0, 2).year(2020).category("art"),
            post(0, 3).year(2017).category("art"),
            post(0, 4).year(2023).category("art"),
            post(1, 0).year(2019).category("travel"),
            post(1, 1).year(2020).category("quotes"));

    assertAnswers(
        "popular_category_by_year",
        posts,
        rows(Row.of(2019, "travel", 2L), Row.of(2020, "art", 1L), Row.of(2020, "quotes", 1L)),
        rows(
            windowed(0, 2019, "art", 1L),
            windowed(0, 2019, "travel", 1L),
            windowed(0, 2020, "art", 1L),
            windowed(1, 2019, "travel", 1L),
            windowed(1, 2020, "quotes", 1L)));
  }

  @Test
  void topUserByCountryHasOneRowPerPosterAndAllTies() throws Exception {
    List<Post> posts =
        List.of(
            post(0, 0).country("Aruba").poster("a").followers(500),
            post(0, 1).country("Aruba").poster("a").followers(500),
            post(0, 2).country("Aruba").poster("b").followers(500),
            post(0, 3).country("Aruba").poster("c").followers(499),
            post(0, 4).country("Aruba").poster(null).followers(9999),
            post(0, 5).country("Aruba").poster("d").followers(null),
            post(0, 6).country(null).poster("e").followers(9999),
            post(0, 7).country("Benin").poster("f").followers(0),
            post(1, 0).country("Aruba").poster("c").followers(501),
            post(1, 1).country("Aruba").poster("a").followers(3));

    assertAnswers(
        "top_user_by_country",
        posts,
        rows(Row.of("Aruba", "c", 501), Row.of("Benin", "f", 0)),
        rows(
            windowed(0, "Aruba", "a", 500),
            windowed(0, "Aruba", "b", 500),
            windowed(0, "Benin", "f", 0),
            windowed(1, "Aruba", "c", 501)));
  }

  @Test
  void countryOfTopUserKeepsAllTies() throws Exception {
    List<Post> posts =
        List.of(
            post(0, 0).country("Aruba").poster("a").followers(500),
            post(0, 1).country("Benin").poster("b").followers(700),
            post(0, 2).country("Benin").poster("b").followers(700),
            post(0, 3).country("Chad").poster("b").followers(700),
            post(0, 4).country("Chad").poster("c").followers(null),
            post(1, 0).country("Aruba").poster("d").followers(700),
            post(1, 1).country(null).poster("e").followers(9999));

    assertAnswers(
        "country_of_top_user",
        posts,
        rows(Row.of("Benin", "b", 700), Row.of("Chad", "b", 700), Row.of("Aruba", "d", 700)),
        rows(
            windowed(0, "Benin", "b", 700),
            windowed(0, "Chad", "b", 700),
            windowed(1, "Aruba", "d", 700)));
  }

  @Test
  void ageGroupsBeginAndEndWhereTheyShould() throws Exception {
    List<Post> posts =
        List.of(
            post(0, 0).age(17).category("no band"),
            post(0, 1).age(null).category("no band"),
            post(0, 2).age(18).category("18"),
            post(0, 3).age(24).category("24"),
            post(0, 4).age(25).category("25"),
            post(0, 5).age(35).category("35"),
            post(0, 6).age(36).category("36"),
            post(0, 7).age(50).category("50"),
            post(0, 8).age(51).category("51"),
            post(0, 9).age(130).category("130"),
            post(0, 10).age(51).category(null),
            post(1, 0).age(20).category("18"));

    assertAnswers(
        "popular_category_by_age_group",
        posts,
        rows(
            Row.of("18-24", "18", 2L),
            Row.of("25-35", "25", 1L),
            Row.of("25-35", "35", 1L),
            Row.of("36-50", "36", 1L),
            Row.of("36-50", "50", 1L),
            Row.of("50+", "51", 1L),
            Row.of("50+", "130", 1L)),
        rows(
            windowed(0, "18-24", "18", 1L),
            windowed(0, "18-24", "24", 1L),
            windowed(0, "25-35", "25", 1L),
            windowed(0, "25-35", "35", 1L),
            windowed(0, "36-50", "36", 1L),
            windowed(0, "36-50", "50", 1L),
            windowed(0, "50+", "51", 1L),
            windowed(0, "50+", "130", 1L),
            windowed(1, "18-24", "18", 1L)));
  }

  @Test
  void mediansByAgeGroupAreOverPostsAndKeepZero() throws Exception {
    List<Post> posts =
        List.of(
            post(0, 0).age(20).followers(0),
            post(0, 1).age(20).followers(0),
            post(0, 2).age(20).followers(10).joined(null),
            post(0, 3).age(20).followers(null),
            post(0, 4).age(60).followers(null),
            post(0, 5).age(17).followers(7),
            post(0, 6).age(null).followers(7),
            post(0, 7).age(30).followers(3),
            post(0, 8).age(30).followers(6),
            post(1, 0).age(20).followers(30).joined("2021-01-01T00:00:00"));

    assertAnswers(
        "median_followers_by_age_group",
        posts,
        rows(Row.of("18-24", 5.0), Row.of("25-35", 4.5)),
        rows(
            windowed(0, "18-24", 0.0, "k=4096 n=3 min=0 max=10", 3L),
            windowed(0, "25-35", 4.5, "k=4096 n=2 min=3 max=6", 2L),
            windowed(1, "18-24", 30.0, "k=4096 n=1 min=30 max=30", 1L)));
  }

  @Test
  void mediansByJoinYearCountUsersOfAnyAge() throws Exception {
    List<Post> posts =
        List.of(
            post(0, 0).joined("2015-01-01T00:00:00").followers(1).age(17),
            post(0, 1).joined("2015-12-31T23:59:59.999").followers(2).age(null),
            post(0, 2).joined("2014-12-31T23:59:59.999").followers(9),
            post(0, 3).joined("2020-12-31T23:59:59.999").followers(4),
            post(0, 4).joined("2021-01-01T00:00:00").followers(9),
            post(0, 5).joined(null).followers(9),
            post(0, 6).joined("2016-01-01T00:00:00").followers(null),
            post(1, 0).joined("2015-06-01T00:00:00").followers(2_147_483_647));

    assertAnswers(
        "median_followers_by_join_year",
        posts,
        rows(Row.of(2015, 2.0), Row.of(2020, 4.0)),
        rows(
            windowed(0, 2015, 1.5, "k=4096 n=2 min=1 max=2", 2L),
            windowed(0, 2020, 4.0, "k=4096 n=1 min=4 max=4", 1L),
            windowed(1, 2015, 2147483647.0, "k=4096 n=1 min=2147483647 max=2147483647", 1L)));
  }

  @Test
  void mediansByBothNeedBoth() throws Exception {
    List<Post> posts =
        List.of(
            post(0, 0).age(18).joined("2016-01-01T00:00:00").followers(2_147_483_647),
            post(0, 1).age(24).joined("2016-12-01T00:00:00").followers(2_147_483_645),
            post(0, 2).age(25).joined("2016-01-01T00:00:00").followers(5),
            post(0, 3).age(17).joined("2016-01-01T00:00:00").followers(6),
            post(0, 4).age(25).joined(null).followers(7),
            post(0, 5).age(25).joined("2014-01-01T00:00:00").followers(8),
            post(1, 0).age(25).joined("2017-01-01T00:00:00").followers(9));

    assertAnswers(
        "median_followers_by_age_group_and_join_year",
        posts,
        rows(
            Row.of("18-24", 2016, 2147483646.0),
            Row.of("25-35", 2016, 5.0),
            Row.of("25-35", 2017, 9.0)),
        rows(
            windowed(
                0, "18-24", 2016, 2147483646.0, "k=4096 n=2 min=2147483645 max=2147483647", 2L),
            windowed(0, "25-35", 2016, 5.0, "k=4096 n=1 min=5 max=5", 1L),
            windowed(1, "25-35", 2017, 9.0, "k=4096 n=1 min=9 max=9", 1L)));
  }

  @Test
  void usersThatPostedOftenAreCountedOnceAndNullsAreValues() throws Exception {
    List<Post> posts =
        List.of(
            post(0, 0).user("A").age(20).joined("2015-10-24T11:23:51"),
            post(0, 1).user("A").age(20).joined("2015-10-24T11:23:51").poster("other"),
            post(0, 2).user("A").age(21).joined("2015-10-24T11:23:51"),
            post(0, 3).user("A").age(20).joined("2015-10-24T11:23:52"),
            post(0, 4).user(null).age(20).joined("2015-10-24T11:23:51"),
            post(0, 5).user(null).age(20).joined("2015-10-24T11:23:51"),
            post(0, 6).user("A").age(null).joined("2015-10-24T11:23:51"),
            post(0, 7).user("A").age(null).joined("2015-10-24T11:23:51"),
            post(0, 8).user("B").joined(null),
            post(0, 9).user("B").joined("2014-12-31T23:59:59"),
            post(0, 10).user("B").joined("2021-01-01T00:00:00"),
            post(1, 0).user("A").age(20).joined("2015-10-24T11:23:51"),
            post(1, 1).user("C").age(20).joined("2020-10-24T11:23:51"));

    assertAnswers(
        "users_joined_by_year",
        posts,
        rows(Row.of(2015, 5L), Row.of(2020, 1L)),
        rows(windowed(0, 2015, 5L), windowed(1, 2015, 1L), windowed(1, 2020, 1L)));
  }

  @Test
  void anyPostsGiveTheSameAsAStreamAndAsABatch() throws Exception {
    Random random = new Random(7);
    List<Post> posts = new ArrayList<>();
    for (int hour = 0; hour < 5; hour++) {
      for (int i = 0; i < 200; i++) {
        // the first and the last millisecond of the window among them
        posts.add(random(random, post(hour, i == 0 ? 0 : 3_600_000 - 1 - i / 2)).ind(i));
      }
      posts.add(Post.watermark(hour + 1));
    }
    List<Post> onlyPosts = posts.stream().filter(post -> !post.isWatermark()).toList();

    Collected streamed = Questions.all().stream(posts);
    Collected atOnce = Questions.all().batch(onlyPosts);

    for (SqlFile file : SqlFiles.load("insights")) {
      List<Row> answer =
          file.isWindowed() ? streamed.rows(file.name()) : last(streamed, file.name());
      assertThat(answer)
          .as(file.name())
          .isNotEmpty()
          .containsExactlyInAnyOrderElementsOf(atOnce.rows(file.name()));
    }
  }

  private static Post random(Random random, Post post) {
    String name = pick(random, "a", "b", "c", "d", "e", null);
    return post.category(pick(random, "art", "travel", "quotes", null))
        .country(pick(random, "Aruba", "Benin", "Chad", null))
        .poster(name)
        .user(name)
        .followers(pick(random, 0, 1, 2, 500, 124_000, null))
        .timestamp(
            pick(
                random,
                "2017-12-31T23:59:59",
                "2018-01-01T00:00:00",
                "2020-06-01T00:00:00",
                "2023-01-01T00:00:00",
                null))
        .age(pick(random, 17, 18, 24, 25, 35, 36, 50, 51, 130, null))
        .joined(
            pick(
                random,
                "2014-12-31T23:59:59",
                "2015-01-01T00:00:00",
                "2020-12-31T23:59:59",
                "2021-01-01T00:00:00",
                null));
  }

  @SafeVarargs
  private static <T> T pick(Random random, T... values) {
    return values[random.nextInt(values.length)];
  }

  private static void assertAnswers(
      String insight, List<Post> posts, List<Row> toDate, List<Row> windowed) throws Exception {
    Collected atOnce = Questions.about(insight).batch(posts);
    Collected streamed = Questions.about(insight).stream(posts);

    assertThat(atOnce.rows(insight)).as("batch").containsExactlyInAnyOrderElementsOf(toDate);
    assertThat(atOnce.rows(insight + "_windowed"))
        .as("batch, windowed")
        .containsExactlyInAnyOrderElementsOf(windowed);
    assertThat(last(streamed, insight)).as("stream").containsExactlyInAnyOrderElementsOf(toDate);
    assertThat(streamed.rows(insight + "_windowed"))
        .as("stream, windowed")
        .containsExactlyInAnyOrderElementsOf(windowed);
  }

  /** The last whole state, without its times. */
  private static List<Row> last(Collected collected, String insight) {
    List<List<Row>> states = collected.states(insight);
    return states.get(states.size() - 1).stream()
        .map(row -> Row.project(row, IntStream.range(0, row.getArity() - 2).toArray()))
        .toList();
  }

  private static List<Row> rows(Row... rows) {
    return Arrays.asList(rows);
  }

  /** The watermark closes windows that end between full hours. */
  @Test
  void windowsMayBeginAtAnyTime() throws Exception {
    long quarter = 900_000;
    List<Post> posts =
        List.of(
            post(0, quarter).country("Aruba"),
            post(1, quarter - 1).country("Benin"),
            Post.watermark(1, quarter - 1),
            post(1, quarter).country("Chad"),
            post(2, 0).country("Chad"),
            Post.watermark(2, quarter + 5),
            post(2, quarter + 6).country("Aruba"));

    Collected streamed =
        Questions.about("popular_category_by_country").offset(Duration.ofMillis(quarter)).stream(
            posts);

    LocalDateTime begin = hour(0).plusMinutes(15);
    assertThat(streamed.rows("popular_category_by_country_windowed"))
        .containsExactlyInAnyOrder(
            Row.of(begin, begin.plusHours(1), "Aruba", "art", 1L),
            Row.of(begin, begin.plusHours(1), "Benin", "art", 1L),
            Row.of(begin.plusHours(1), begin.plusHours(2), "Chad", "art", 2L),
            Row.of(begin.plusHours(2), begin.plusHours(3), "Aruba", "art", 1L));
    Instant since = begin.toInstant(ZoneOffset.UTC);
    Instant asOf = begin.plusHours(3).toInstant(ZoneOffset.UTC);
    List<List<Row>> states = streamed.states("popular_category_by_country");
    assertThat(states.get(states.size() - 1))
        .containsExactlyInAnyOrder(
            Row.of("Aruba", "art", 2L, asOf, since),
            Row.of("Benin", "art", 1L, asOf, since),
            Row.of("Chad", "art", 2L, asOf, since));
  }

  private static Row windowed(int hour, Object... values) {
    return Row.join(Row.of(hour(hour), hour(hour + 1)), Row.of(values));
  }
}

package io.pinflow.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PostGeneratorTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int POSTS = 20_000;
  private static final PostGenerator GENERATOR = new PostGenerator(1, POSTS);

  private static final List<JsonNode> PINS = all(Kind.PIN);
  private static final List<JsonNode> GEOS = all(Kind.GEO);
  private static final List<JsonNode> USERS = all(Kind.USER);

  private static List<JsonNode> all(Kind kind) {
    return IntStream.range(0, POSTS)
        .mapToObj(post -> parse(GENERATOR.record(kind, post, Channel.KAFKA)))
        .toList();
  }

  private static JsonNode parse(byte[] record) {
    try {
      return JSON.readTree(record);
    } catch (IOException broken) {
      throw new AssertionError(new String(record, UTF_8), broken);
    }
  }

  private static double share(List<JsonNode> records, Predicate<JsonNode> condition) {
    return (double) records.stream().filter(condition).count() / records.size();
  }

  private static double share(List<JsonNode> records, String field, String... values) {
    return share(records, record -> Arrays.asList(values).contains(record.path(field).asText()));
  }

  @Test
  void examplePostIsTheOneEverybodyKnows() throws IOException {
    assertThat(PINS.get(7528).toString().replace("\"index\"", "\"ind\""))
        .isEqualTo(
            "{\"ind\":7528,\"unique_id\":\"fbe53c66-3442-4773-b19e-d3ec6f54dddf\","
                + "\"title\":\"No Title Data Available\","
                + "\"description\":\"No description available Story format\","
                + "\"poster_name\":\"User Info Error\",\"follower_count\":\"User Info Error\","
                + "\"tag_list\":\"N,o, ,T,a,g,s, ,A,v,a,i,l,a,b,l,e\","
                + "\"is_image_or_video\":\"multi-video(story page format)\","
                + "\"image_src\":\"Image src error.\",\"downloaded\":0,"
                + "\"save_location\":\"Local save in /data/mens-fashion\","
                + "\"category\":\"mens-fashion\"}");
    assertThat(GEOS.get(7528).path("latitude").asDouble()).isEqualTo(-89.9787);
    assertThat(GEOS.get(7528).path("longitude").asDouble()).isEqualTo(-173.293);
    assertThat(GEOS.get(7528).path("country").asText()).isEqualTo("Albania");
    assertThat(GEOS.get(7528).path("timestamp").asText()).matches("2020-08-28[T ]03:52:47");
    assertThat(USERS.get(7528).path("first_name").asText()).isEqualTo("Abigail");
    assertThat(USERS.get(7528).path("last_name").asText()).isEqualTo("Ali");
    assertThat(USERS.get(7528).path("age").asInt()).isEqualTo(20);
    assertThat(USERS.get(7528).path("date_joined").asText()).matches("2015-10-24[T ]11:23:51");
  }

  @Test
  void postIsTheSameBytesEveryTime() {
    for (Kind kind : Kind.values()) {
      assertThat(new PostGenerator(1, POSTS).record(kind, 4711, Channel.KINESIS))
          .isEqualTo(GENERATOR.record(kind, 4711, Channel.KINESIS));
      assertThat(new PostGenerator(2, POSTS).record(kind, 4711, Channel.KINESIS))
          .isNotEqualTo(GENERATOR.record(kind, 4711, Channel.KINESIS));
    }
  }

  @Test
  void fieldsAreThoseOfTheirKind() {
    assertThat(names(PINS))
        .containsExactlyInAnyOrder(
            "ind",
            "unique_id",
            "title",
            "description",
            "poster_name",
            "follower_count",
            "tag_list",
            "is_image_or_video",
            "image_src",
            "downloaded",
            "save_location",
            "category");
    assertThat(names(GEOS))
        .containsExactlyInAnyOrder("ind", "timestamp", "latitude", "longitude", "country");
    assertThat(names(USERS))
        .containsExactlyInAnyOrder("ind", "first_name", "last_name", "age", "date_joined");
  }

  private static HashSet<String> names(List<JsonNode> records) {
    HashSet<String> names = new HashSet<>();
    records.forEach(record -> record.fieldNames().forEachRemaining(names::add));
    names.remove("index");
    return names;
  }

  @Test
  void indIsSpelledBothWaysInEveryKind() {
    assertThat(share(PINS, pin -> pin.has("index"))).isCloseTo(0.9, within(0.01));
    assertThat(share(GEOS, geo -> geo.has("index"))).isCloseTo(0.1, within(0.01));
    assertThat(share(USERS, user -> user.has("index"))).isCloseTo(0.1, within(0.01));
  }

  @Test
  void onePosterHasTwoPercentOfAllPosts() {
    List<Long> counts =
        PINS.stream()
            .collect(
                Collectors.groupingBy(
                    pin -> pin.path("poster_name").asText(), Collectors.counting()))
            .entrySet()
            .stream()
            .filter(poster -> !poster.getKey().equals("User Info Error"))
            .map(Map.Entry::getValue)
            .sorted((one, other) -> Long.compare(other, one))
            .toList();

    assertThat(counts.get(0) / (double) POSTS).isCloseTo(0.02, within(0.003));
    assertThat(counts.get(1) / (double) POSTS).isBetween(0.002, 0.015);
    assertThat(counts.size()).isBetween(POSTS / 5, POSTS / 2);
  }

  @Test
  void posterIsTheSamePersonInAllTheirPosts() {
    Map<String, List<Integer>> byPoster =
        IntStream.range(0, POSTS)
            .boxed()
            .filter(post -> post != 7528)
            .collect(Collectors.groupingBy(post -> PINS.get(post).path("poster_name").asText()));
    byPoster.remove("User Info Error");

    byPoster.forEach(
        (poster, posts) ->
            assertThat(posts.stream().map(PostGeneratorTest::person).distinct())
                .as(poster)
                .hasSize(1));
  }

  private static List<String> person(int post) {
    JsonNode geo = GEOS.get(post);
    JsonNode user = USERS.get(post);
    return List.of(
        PINS.get(post).path("follower_count").asText(),
        geo.path("country").asText(),
        geo.path("latitude").asDouble() + " " + geo.path("longitude").asDouble(),
        user.path("first_name").asText() + user.path("last_name").asText(),
        user.path("age").asText());
  }

  @Test
  void placeholdersComeAtTheirRates() {
    assertThat(share(PINS, "title", "No Title Data Available")).isCloseTo(0.011, within(0.003));
    assertThat(share(PINS, "poster_name", "User Info Error")).isCloseTo(0.011, within(0.003));
    assertThat(share(PINS, "follower_count", "User Info Error")).isCloseTo(0.011, within(0.003));
    assertThat(share(PINS, "tag_list", "N,o, ,T,a,g,s, ,A,v,a,i,l,a,b,l,e"))
        .isCloseTo(0.017, within(0.003));
    assertThat(share(PINS, "image_src", "Image src error.", "Image src error"))
        .isCloseTo(0.026, within(0.004));
    assertThat(share(PINS, "description", "No description available Story format"))
        .isCloseTo(0.074, within(0.005));
    assertThat(share(PINS, "description", "No description available", "Untitled"))
        .isCloseTo(0.018, within(0.004));
    assertThat(share(PINS, "follower_count", "0")).isCloseTo(0.01, within(0.005));
    assertThat(PINS)
        .filteredOn(pin -> pin.path("description").asText().endsWith("Story format"))
        .allMatch(pin -> pin.path("is_image_or_video").asText().startsWith("multi-video"));
  }

  @Test
  void typesOfImageComeAtTheirRates() {
    assertThat(share(PINS, "is_image_or_video", "image")).isCloseTo(0.89, within(0.01));
    assertThat(share(PINS, "is_image_or_video", "multi-video(story page format)"))
        .isCloseTo(0.08, within(0.006));
    assertThat(share(PINS, "is_image_or_video", "video")).isCloseTo(0.03, within(0.004));
    assertThat(share(PINS, pin -> pin.path("is_image_or_video").isNull())).isBetween(0.0005, 0.004);
  }

  @Test
  void followersAreAboutLogNormalAndDifferByCategory() {
    long[] all =
        PINS.stream()
            .mapToLong(PostGeneratorTest::followers)
            .filter(n -> n >= 0)
            .sorted()
            .toArray();
    assertThat(Math.log10(percentile(all, 0.05))).isCloseTo(1.4, within(0.6));
    assertThat(Math.log10(percentile(all, 0.25))).isCloseTo(3.5, within(0.3));
    assertThat(Math.log10(percentile(all, 0.50))).isCloseTo(4.5, within(0.3));
    assertThat(Math.log10(percentile(all, 0.75))).isCloseTo(5.33, within(0.3));
    assertThat(Math.log10(percentile(all, 0.90))).isCloseTo(5.97, within(0.3));
    assertThat(Math.log10(percentile(all, 0.99))).isCloseTo(6.7, within(0.4));
    assertThat(all[all.length - 1]).isLessThanOrEqualTo(15_000_000);

    assertThat(median("tattoos")).isBetween(60_000L, 500_000L);
    assertThat(median("vehicles")).isBetween(1_000L, 15_000L);
    assertThat(median("mens-fashion")).isBetween(500L, 8_000L);
  }

  private static long median(String category) {
    return percentile(
        PINS.stream()
            .filter(pin -> pin.path("category").asText().equals(category))
            .mapToLong(PostGeneratorTest::followers)
            .filter(count -> count >= 0)
            .sorted()
            .toArray(),
        0.5);
  }

  private static long percentile(long[] sorted, double share) {
    return Math.max(1, sorted[(int) (share * (sorted.length - 1))]);
  }

  private static long followers(JsonNode pin) {
    String text = pin.path("follower_count").asText();
    if (text.startsWith("User")) {
      return -1;
    }
    assertThat(text).matches("\\d{1,3}[kM]?");
    long factor = text.endsWith("k") ? 1_000 : text.endsWith("M") ? 1_000_000 : 1;
    return factor * Long.parseLong(text.replaceAll("[kM]", ""));
  }

  @Test
  void thirteenCategoriesAreNearUniform() {
    Map<String, Long> counts =
        PINS.stream()
            .collect(
                Collectors.groupingBy(
                    pin -> pin.path("category").asText(), TreeMap::new, Collectors.counting()));

    assertThat(counts).hasSize(13).containsKeys("diy-and-crafts", "mens-fashion", "home-decor");
    assertThat(counts.values())
        .allMatch(count -> count > POSTS / 13 * 0.6 && count < POSTS / 13 * 1.6);
  }

  @Test
  void halfOfAllPostsAreFromCountriesWithAOrB() {
    assertThat(Vocabulary.COUNTRIES)
        .hasSize(242)
        .doesNotHaveDuplicates()
        .contains("Cote d'Ivoire", "Svalbard & Jan Mayen Islands")
        .contains("Antarctica (the territory South of 60 deg S)");
    assertThat(share(GEOS, geo -> geo.path("country").asText().matches("[AB].*")))
        .isCloseTo(0.5, within(0.06));
  }

  @Test
  void agesAreSkewedYoung() {
    assertThat(share(USERS, user -> user.path("age").asInt() < 25)).isCloseTo(0.45, within(0.05));
    assertThat(USERS).allMatch(user -> user.path("age").asInt() >= 20);
    assertThat(USERS).allMatch(user -> user.path("age").asInt() <= 60);
  }

  @Test
  void datesAreWrittenInEachWayAndInOrder() {
    assertThat(share(GEOS, geo -> geo.path("timestamp").asText().contains("T")))
        .isCloseTo(0.48, within(0.02));
    assertThat(share(GEOS, geo -> geo.path("timestamp").asText().contains("/")))
        .isCloseTo(0.04, within(0.01));
    for (int post = 0; post < POSTS; post++) {
      String posted = sortable(GEOS.get(post).path("timestamp").asText());
      String joined = sortable(USERS.get(post).path("date_joined").asText());
      assertThat(joined).isBetween("2015-10-20", "2017-10-21");
      assertThat(posted).isBetween("2017-10-20", "2022-10-21");
    }
  }

  private static String sortable(String date) {
    return date.replaceAll("(\\d\\d)/(\\d\\d)/(\\d{4}), ", "$3-$1-$2 ");
  }

  @Test
  void textsAreEscapedOrRawUtf8AndMoreThanAscii() {
    List<String> pins = new ArrayList<>();
    LongStream.range(0, 2_000)
        .forEach(
            post -> pins.add(new String(GENERATOR.record(Kind.PIN, post, Channel.KAFKA), UTF_8)));

    assertThat(pins).anyMatch(pin -> pin.contains("Привет"));
    assertThat(pins).anyMatch(pin -> pin.contains("かわいい"));
    assertThat(pins).anyMatch(pin -> pin.contains("\u00a0"));
    assertThat(pins).anyMatch(pin -> pin.contains("\\u041f\\u0440"));
    assertThat(pins).anyMatch(pin -> pin.contains("\\ud83c\\udf84"));
    assertThat(pins).anyMatch(pin -> pin.contains("🎄"));
  }

  @Test
  void pinsHaveTheirUsualSize() {
    int[] sizes =
        IntStream.range(0, POSTS)
            .map(post -> GENERATOR.record(Kind.PIN, post, Channel.KAFKA).length)
            .sorted()
            .toArray();

    assertThat(sizes[POSTS / 2]).isBetween(700, 850);
    assertThat(sizes[0]).isGreaterThan(350);
    assertThat(sizes[POSTS - 1]).isLessThan(2_300);
  }

  @Test
  void conflictingRecordDiffersInOneFact() {
    for (Kind kind : Kind.values()) {
      JsonNode original = parse(GENERATOR.record(kind, 99, Channel.KAFKA));
      JsonNode changed = parse(GENERATOR.conflicting(kind, 99, Channel.KAFKA));
      List<String> different = new ArrayList<>();
      original
          .fieldNames()
          .forEachRemaining(
              name -> {
                if (!original.get(name).equals(changed.get(name))) {
                  different.add(name);
                }
              });
      assertThat(different).hasSize(1).isSubsetOf("title", "timestamp", "age");
    }
  }
}

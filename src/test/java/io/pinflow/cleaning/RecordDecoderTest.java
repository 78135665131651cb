package io.pinflow.cleaning;

import static io.pinflow.cleaning.Records.ORIGIN;
import static io.pinflow.cleaning.Records.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.record.Channel;
import io.pinflow.record.Envelope;
import io.pinflow.record.Kind;
import io.pinflow.record.Origin;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which row comes out of a payload that is not rejected. */
class RecordDecoderTest {

  @Test
  void pinGivesItsTexts() {
    Map<String, Object> row = Decoding.of(Records.of(Kind.PIN, Records.PIN)).row();

    assertThat(row)
        .isEqualTo(
            row(
                "unique_id", "fbe53c66-3442-4773-b19e-d3ec6f54dddf",
                "title", "No Title Data Available",
                "description", "No description available Story format",
                "follower_count", "User Info Error",
                "poster_name", "User Info Error",
                "tag_list", "N,o, ,T,a,g,s, ,A,v,a,i,l,a,b,l,e",
                "is_image_or_video", "multi-video(story page format)",
                "image_src", "Image src error.",
                "save_location", "Local save in /data/mens-fashion",
                "category", "mens-fashion"));
  }

  @Test
  void geoGivesItsNumbersAsText() {
    Map<String, Object> row = Decoding.of(Records.of(Kind.GEO, Records.GEO)).row();

    assertThat(row)
        .isEqualTo(
            row(
                "country", "Albania",
                "latitude", "-89.9787",
                "longitude", "-173.293",
                "timestamp", "2020-08-28 03:52:47"));
  }

  @Test
  void userGivesItsNumbersAsText() {
    Map<String, Object> row = Decoding.of(Records.of(Kind.USER, Records.USER)).row();

    assertThat(row)
        .isEqualTo(
            row(
                "first_name", "Abigail",
                "last_name", "Ali",
                "age", "20",
                "date_joined", "2015-10-24 11:23:51"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"ind\":7528}",
        "{\"index\":7528}",
        "{\"ind\":7528.0}",
        "{\"ind\":7.528e3}",
        "{\"ind\":75280E-1}",
        "{\"ind\":7528.000e+0}",
        "{\"ind\":\"7528\"}",
        "{\"ind\":\" 7528\\t\"}",
        "{\"ind\":\"\\u0037528.0\"}",
        "{\"ind\":7528,\"index\":\"7528\"}",
        "{\"index\":7528.0,\"ind\":7528}",
        "{\"ind\":null,\"index\":7528}",
        "{\"ind\":1,\"ind\":7528}",
        "{\"ind\":\"x\",\"ind\":7528}",
        "{\"\\u0069nd\":7528}",
        "{\"\\u0069\\u006E\\u0064\\u0065\\u0078\":7528}",
        " \t\r\n{ \"ind\" : 7528 } \n",
      })
  void indMayBeWrittenManyWays(String json) {
    assertThat(Decoding.of(Records.of(Kind.PIN, json)).row()).containsEntry("ind", 7528);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0, 0",
    "-7, -7",
    "2147483647, 2147483647",
    "-2147483648, -2147483648",
    "0e999999999, 0",
    "0.0000000005e10, 5",
    "214748364.70e1, 2147483647"
  })
  void indMayBeAnyInt(String json, int ind) {
    assertThat(Decoding.of(Records.of(Kind.PIN, "{\"ind\":" + json + "}")).row())
        .containsEntry("ind", ind);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"plain\"           | plain",
        "\"\"                | ``",
        "12.50               | 12.50",
        "-1E+2               | -1E+2",
        "\"a\\\"\\\\\\/b\"   | a\"\\/b",
        "\"\\u00e9\\u4e2d\"  | é中",
        "\"\\ud83d\\ude00\"  | 😀",
        "\"é中😀 …\"         | é中😀 …",
        "\"\\ud83d\"         | �",
        "\"\\ude00\\ud83d\"  | ��",
        "\"\\ud83dx\"        | �x",
        "\"\\ud83d\\n\"      | `�\n`",
        "\"\\ud83d\\ud83d\\ude00\" | �😀",
      })
  void fieldIsTheTextOfItsToken(String json, String text) {
    assertThat(Decoding.field("title", json)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "true", "false", "[]", "{}", "[\"a\",{\"b\":[1]}]", "{\"a\":1}"})
  void fieldThatIsNeitherTextNorNumberIsNull(String json) {
    assertThat(Decoding.of(Records.pin("title", json)).row()).containsEntry("title", null);
  }

  @Test
  void controlCharactersComeThroughEscapes() {
    assertThat(Decoding.field("title", "\"\\b\\f\\n\\r\\t\\u0000\\u001f\""))
        .isEqualTo("\b\f\n\r\t\0\u001f");
  }

  @Test
  void lastOfDuplicateKeysWins() {
    assertThat(Decoding.field("title", "\"a\",\"title\":\"b\",\"t\\u0069tle\":\"c\""))
        .isEqualTo("c");
    assertThat(Decoding.field("title", "\"a\",\"title\":null")).isNull();
    assertThat(Decoding.field("title", "[1],\"title\":2")).isEqualTo("2");
  }

  @Test
  void unknownFieldsAreIgnored() {
    String json =
        "{\"a\":[{\"title\":\"inner\"}],\"ind\":1,\"\":2,\"Title\":3,\"titles\":4,\"origin\":\"x\","
            + "\"arrival_time\":5,\"title\":\"outer\",\"z\":{\"ind\":9}}";

    Map<String, Object> row = Decoding.of(Records.of(Kind.PIN, json)).row();

    assertThat(row)
        .containsEntry("ind", 1)
        .containsEntry("title", "outer")
        .containsEntry("origin", ORIGIN.encode())
        .containsEntry("arrival_time", Instant.ofEpochMilli(T0));
  }

  @Test
  void fieldsOfOtherKindsBesideItsOwnAreIgnored() {
    String json = "{\"ind\":1,\"title\":\"a\",\"country\":\"b\",\"age\":2}";

    assertThat(Decoding.of(Records.of(Kind.PIN, json)).row()).containsEntry("title", "a");
    assertThat(Decoding.of(Records.of(Kind.GEO, json)).row()).containsEntry("country", "b");
    assertThat(Decoding.of(Records.of(Kind.USER, json)).row()).containsEntry("age", "2");
  }

  @Test
  void recordWithNothingButIndIsOfEveryKind() {
    for (Kind kind : Kind.values()) {
      assertThat(Decoding.of(Records.of(kind, "{\"ind\":1}")).row()).containsEntry("ind", 1);
    }
  }

  @Test
  void downloadedAloneMakesAPin() {
    assertThat(Decoding.of(Records.pin("downloaded", "0,\"age\":1")).row()).containsEntry("ind", 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s", " \n%s\t"})
  void quotedPayloadIsUnwrapped(String around) {
    String quoted = "\"{\\\"ind\\\": 7528, \\\"title\\\": \\\"\\u00e9 \\\\u00e9 \\\\\\\"\\\"}\"";

    Map<String, Object> row =
        Decoding.of(Records.of(Kind.PIN, String.format(around, quoted))).row();

    assertThat(row).containsEntry("ind", 7528).containsEntry("title", "é é \"");
  }

  @Test
  void originIsThatOfEachRecord() {
    Envelope first = Records.of(Kind.PIN, "{\"ind\":1}");
    Origin origin = new Origin(Channel.KINESIS, "posts.pin", "3", "4957:2");
    Envelope second = new Envelope(Kind.PIN, origin, 0, first.payload);

    assertThat(Decoding.of(first).row()).containsEntry("origin", ORIGIN.encode());
    assertThat(Decoding.of(second).row())
        .containsEntry("origin", origin.encode())
        .containsEntry("arrival_time", Instant.EPOCH);
    assertThat(Decoding.of(first).row()).containsEntry("origin", ORIGIN.encode());
  }

  @Test
  void longPayloadIsRead() {
    String title = "é".repeat(500_000);

    assertThat(Decoding.field("title", '"' + title + '"')).isEqualTo(title);
  }

  /** A decoded row of the known example; the pairs are its own columns. */
  private static Map<String, Object> row(String... pairs) {
    Map<String, Object> row = new HashMap<>();
    row.put("ind", 7528);
    row.put("arrival_time", Instant.ofEpochMilli(T0));
    row.put("origin", ORIGIN.encode());
    for (int i = 0; i < pairs.length; i += 2) {
      row.put(pairs[i], pairs[i + 1]);
    }
    return row;
  }
}

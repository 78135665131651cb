package io.pinflow.cleaning;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.record.Envelope;
import io.pinflow.record.Kind;
import io.pinflow.record.Reason;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which payloads are rejected, and why. */
class RejectionTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\uFEFF{\"ind\":1}",
        "{\"ind\":1} x",
        "{\"ind\":1}{}",
        "{\"ind\":1},",
        "{\"ind\":1",
        "{\"ind\":01}",
        "{\"ind\":+1}",
        "{\"ind\":1.}",
        "{\"ind\":.5}",
        "{\"ind\":1e}",
        "{\"ind\":-}",
        "{\"ind\":0x10}",
        "{\"ind\":NaN}",
        "{\"ind\":1,}",
        "{,\"ind\":1}",
        "{\"ind\" 1}",
        "{ind:1}",
        "{'ind':1}",
        "{\"ind\":1,\"a\":[1,]}",
        "{\"ind\":1,\"a\":[1}",
        "{\"ind\":1,\"a\":{]}",
        "{\"ind\":1,\"a\":tru}",
        "{\"ind\":1,\"a\":nulll}",
        "{\"ind\":1,\"a\":\"\n\"}",
        "{\"ind\":1,\"a\":\"\0\"}",
        "{\"ind\":1,\"a\":\"\\x\"}",
        "{\"ind\":1,\"a\":\"\\u12g4\"}",
        "{\"ind\":1,\"a\":\"\\",
        "{\"ind\":1,\"a\":\"\\u12",
        "{\"ind\":1,\"a\":\"",
        "{\"ind\":1} // comment",
        "\"{\\\"ind\\\":1}\" x",
        "[1",
        "nul",
        "Struct{ind=1}",
      })
  void brokenTextIsNotJson(String payload) {
    assertThat(reason(payload)).isEqualTo(Reason.NOT_JSON);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "80",
        "BF",
        "C0AF",
        "C1BF",
        "E08080",
        "E09FBF",
        "EDA080",
        "EDBFBF",
        "EDA0BDEDB880",
        "F08080AF",
        "F48F",
        "F4908080",
        "F5808080",
        "F8888080",
        "FE",
        "FF",
        "C3",
        "C328",
        "E28228"
      })
  void invalidUtf8IsNotJson(String hex) {
    byte[] payload = around("{\"ind\":1,\"title\":\"", HexFormat.of().parseHex(hex), "\"}");

    Decoding decoding = Decoding.of(Records.of(Kind.PIN, payload));

    assertThat(decoding.reason()).isEqualTo(Reason.NOT_JSON);
    assertThat(decoding.detail()).isEqualTo("invalid UTF-8 at byte 18");
  }

  @Test
  void otherEncodingsAreNotJson() {
    byte[] text = "{\"ind\":1}".getBytes(StandardCharsets.UTF_16LE);

    assertThat(Decoding.of(Records.of(Kind.PIN, text)).reason()).isEqualTo(Reason.NOT_JSON);
  }

  @Test
  void tombstoneIsNotJson() {
    Decoding decoding = Decoding.of(Records.of(Kind.PIN, (byte[]) null));

    assertThat(decoding.reason()).isEqualTo(Reason.NOT_JSON);
    assertThat(decoding.detail()).isEqualTo("tombstone");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "null",
        "true",
        "[]",
        "[{\"ind\":1}]",
        "\"\"",
        "\"asd\"",
        "\"1\"",
        "\"[]\"",
        "\"{\\\"ind\\\":\"",
        "\"{\\\"ind\\\":1} x\"",
        "\"\\\"{\\\\\\\"ind\\\\\\\":1}\\\"\"",
        "\"\\ufeff{\\\"ind\\\":1}\""
      })
  void otherJsonIsNotAnObject(String payload) {
    assertThat(reason(payload)).isEqualTo(Reason.NOT_AN_OBJECT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"title\":\"a\"}",
        "{\"ind\":null}",
        "{\"ind\":true}",
        "{\"ind\":[1]}",
        "{\"ind\":{}}",
        "{\"ind\":\"\"}",
        "{\"ind\":\"abc\"}",
        "{\"ind\":\"0x10\"}",
        "{\"ind\":\"1d\"}",
        "{\"ind\":\"+1\"}",
        "{\"ind\":\"01\"}",
        "{\"ind\":\"1 2\"}",
        "{\"ind\":\"NaN\"}",
        "{\"ind\":\"١\"}",
        "{\"ind\":1.5}",
        "{\"ind\":1e-1}",
        "{\"ind\":2147483648}",
        "{\"ind\":-2147483649}",
        "{\"ind\":99999999999999999999}",
        "{\"ind\":1e10}",
        "{\"ind\":1e999999999}",
        "{\"ind\":1e-999999999}",
        "{\"ind\":1e99999999999999999999999999}",
        "{\"ind\":1,\"index\":2}",
        "{\"ind\":1,\"index\":\"x\"}",
        "{\"ind\":true,\"index\":1}",
        "{\"IND\":1}",
      })
  void recordWithoutUsableIndIsRejected(String payload) {
    assertThat(reason(payload)).isEqualTo(Reason.NO_IND);
  }

  @ParameterizedTest
  @CsvSource({
    "USER, PIN, 'fields of pin, none of user'",
    "GEO, USER, 'fields of user, none of geo'",
    "PIN, GEO, 'fields of geo, none of pin'"
  })
  void recordOfAnotherKindIsRejected(Kind stream, Kind sent, String detail) {
    String payload = sent == Kind.PIN ? Records.PIN : sent == Kind.GEO ? Records.GEO : Records.USER;

    assertThat(Decoding.of(Records.of(stream, payload)))
        .isEqualTo(new Decoding(null, Reason.WRONG_KIND, detail, 7528));
  }

  @Test
  void largePayloadIsRejectedUnread() {
    byte[] payload = new byte[10 << 20];

    Decoding decoding = Decoding.of(Records.of(Kind.PIN, payload));

    assertThat(decoding.reason()).isEqualTo(Reason.TOO_LARGE);
    assertThat(decoding.detail()).isEqualTo("10485760 bytes, more than records.max-bytes=1048576");
  }

  @Test
  void sizeIsTakenBeforeUnquotingAndMayEqualItsBound() {
    byte[] quoted = "\"{\\\"ind\\\":1}\"".getBytes(StandardCharsets.UTF_8);
    Envelope record = Records.of(Kind.PIN, quoted);

    assertThat(Decoding.of(record, decoder(quoted.length, 100)).row()).containsEntry("ind", 1);
    assertThat(Decoding.of(record, decoder(quoted.length - 1, 100)).reason())
        .isEqualTo(Reason.TOO_LARGE);
  }

  @Test
  void endlessNumberIsTooLarge() {
    String longest = "1".repeat(Bounds.MAX_NUMBER_BYTES);

    assertThat(Decoding.field("title", longest)).isEqualTo(longest);
    assertThat(reason("{\"ind\":1,\"a\":" + longest + "1}")).isEqualTo(Reason.TOO_LARGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"ind\":1,\"a\":%s}", "\"{\\\"ind\\\":1,\\\"a\\\":%s}\""})
  void depthMayEqualItsBound(String around) {
    String deepest = "[".repeat(99) + "]".repeat(99);

    assertThat(reason(String.format(around, deepest))).isNull();
    assertThat(reason(String.format(around, '[' + deepest + ']'))).isEqualTo(Reason.TOO_DEEP);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":", "[{\"a\":"})
  void deepNestingIsTooDeepWhereverItGoes(String level) {
    String nested = level.repeat(100_000);

    assertThat(reason(nested)).isEqualTo(Reason.TOO_DEEP);
    assertThat(reason("{\"ind\":1,\"title\":" + nested)).isEqualTo(Reason.TOO_DEEP);
    assertThat(reason('"' + nested.replace("\"", "\\\"") + '"')).isEqualTo(Reason.TOO_DEEP);
  }

  @Test
  void firstFaultDecides() {
    String deep = "[".repeat(101);

    assertThat(reason("{\"ind\":1,\"a\":x,\"b\":" + deep)).isEqualTo(Reason.NOT_JSON);
    assertThat(reason("{\"ind\":1,\"b\":" + deep + "x")).isEqualTo(Reason.TOO_DEEP);
    assertThat(reason("{\"age\":1}")).isEqualTo(Reason.NO_IND);
  }

  @Test
  void boundOfDepthIsConfigured() {
    Envelope record =
        Records.of(Kind.PIN, "{\"ind\":1,\"a\":" + "[".repeat(999) + "]".repeat(999) + "}");

    assertThat(Decoding.of(record, decoder(1 << 20, 1000)).row()).containsEntry("ind", 1);
    assertThat(Decoding.of(record, decoder(1 << 20, 999)).reason()).isEqualTo(Reason.TOO_DEEP);
  }

  @Test
  void decoderIsUnharmedByWhatItRejected() {
    RecordDecoder decoder = decoder(1 << 20, 100);
    Decoding.of(
        Records.of(Kind.PIN, "{\"ind\":5,\"title\":\"a\",\"age\":1,\"b\":" + "[".repeat(200)),
        decoder);

    Decoding next = Decoding.of(Records.of(Kind.PIN, "{\"ind\":1}"), decoder);

    assertThat(next.row()).containsEntry("ind", 1).containsEntry("title", null);
  }

  private static RecordDecoder decoder(int maxBytes, int maxDepth) {
    return new RecordDecoder(Kind.PIN, new Bounds(maxBytes, maxDepth));
  }

  private static Reason reason(String payload) {
    return Decoding.of(Records.of(Kind.PIN, payload)).reason();
  }

  private static byte[] around(String before, byte[] bytes, String after) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(before.getBytes(StandardCharsets.UTF_8));
    out.writeBytes(bytes);
    out.writeBytes(after.getBytes(StandardCharsets.UTF_8));
    return out.toByteArray();
  }
}

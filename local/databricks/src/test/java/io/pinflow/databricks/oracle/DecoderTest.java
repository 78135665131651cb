package io.pinflow.databricks.oracle;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecoderTest {

  private static final String SMILE = "\uD83D\uDE00";

  private final Decoder decoder = new Decoder(Limits.DEFAULT);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'ind':7528}",
        "{'index':7528}",
        "{'ind':7528.0}",
        "{'ind':75.28e2}",
        "{'ind':'7528'}",
        "{'ind':' 7528 '}",
        "{'ind':7528,'index':'7528.0'}",
        "{'ind':null,'index':7528}",
        "{'ind':1,'ind':7528}",
        "  {'ind':7528}\r\n",
        "{'ind':7528,'unknown':{'deep':[1,{}]}}"
      })
  void everySpellingOfIndIsUsable(String json) throws Rejected {
    assertThat(decode("user", json).ind()).isEqualTo(7528);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'ind':null}",
        "{'ind':7528.5}",
        "{'ind':2147483648}",
        "{'ind':1e400}",
        "{'ind':'07528'}",
        "{'ind':'0x10'}",
        "{'ind':'7528d'}",
        "{'ind':'٧'}",
        "{'ind':''}",
        "{'ind':true}",
        "{'ind':[7528]}",
        "{'ind':1,'index':2}",
        "{'ind':'x','index':2}",
        "{'ind':7528,'ind':null}",
        "{'title':'a pin without one'}"
      })
  void anythingElseIsNot(String json) {
    assertThat(rejection("user", json)).hasMessage("no_ind");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "hello",
        "{'ind':7528",
        "{'ind':7528} x",
        "{'ind':7528}{}",
        "{'ind':07528}",
        "{'ind':+7528}",
        "{'ind':NaN}",
        "{'ind':7528,}",
        "{\"title\":\"a\tb\",'ind':1}",
        "{'title':'\\x41','ind':1}",
        "[1",
        "'",
        "'hello",
        "x[[[[[[",
        "\uFEFF{'ind':7528}"
      })
  void malformedTextIsNotJson(String json) {
    assertThat(rejection("user", json)).hasMessage("not_json");
  }

  @Test
  void bytesThatAreNoUtf8AreNotJson() {
    byte[] latin = "{\"ind\":7528,\"country\":\"Åland\"}".getBytes(ISO_8859_1);

    assertThat(rejection("geo", latin)).hasMessage("not_json");
    assertThat(rejection("geo", (byte[]) null)).hasMessage("not_json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "7528",
        "null",
        "true",
        "'[]'",
        "'7528'",
        "'\\'{}\\''",
        "''",
        "'hello'",
        "'\uFEFF{}'",
        "'{} x'"
      })
  void otherValuesAreNotAnObject(String json) {
    assertThat(rejection("pin", json)).hasMessage("not_an_object");
  }

  @Test
  void oneLevelOfQuotingIsUnwrapped() throws Rejected {
    Decoder.Decoded decoded = decode("geo", "'{\\'ind\\':7528,\\'country\\':\\'Albania\\'}'");

    assertThat(decoded).isEqualTo(new Decoder.Decoded(7528, Map.of("country", "Albania")));
  }

  @Test
  void aPinOnTheUserTopicIsOfTheWrongKind() {
    Rejected rejected = rejection("user", "{'index':7528,'title':'A pin'}");

    assertThat(rejected).hasMessage("wrong_kind");
    assertThat(rejected.ind).isEqualTo(7528);
  }

  @Test
  void aFieldOfItsOwnKindMakesItRight() throws Rejected {
    assertThat(decode("user", "{'ind':1,'title':'A pin','age':null}").texts()).isEmpty();
    assertThat(decode("user", "{'ind':1,'other':2}").texts()).isEmpty();
  }

  @Test
  void aFieldIsTheTextOfItsToken() throws Rejected {
    assertThat(
            decode(
                    "pin",
                    "{'ind':1,'title':12.50,'description':true,'category':[],'tag_list':{},"
                        + "'poster_name':null,'unique_id':'a','unique_id':'b'}")
                .texts())
        .isEqualTo(Map.of("title", "12.50", "unique_id", "b"));
  }

  @Test
  void halfASurrogatePairIsReplaced() throws Rejected {
    assertThat(decode("geo", "{'ind':1,'country':'\\uD83D\\uDE00 \\uD83D \\uDE00'}").texts())
        .isEqualTo(Map.of("country", SMILE + " \uFFFD \uFFFD"));
  }

  @Test
  void depthEqualToTheBoundPasses() throws Rejected {
    assertThat(decode("user", nested(99)).ind()).isEqualTo(1);
    assertThat(rejection("user", nested(100))).hasMessage("too_deep");
    assertThat(rejection("user", "[".repeat(100_000))).hasMessage("too_deep");
    assertThat(decode("user", "{'ind':1,'x':'" + "[".repeat(200) + "'}").ind()).isEqualTo(1);
  }

  @Test
  void sizeEqualToTheBoundPasses() throws Rejected {
    String json = "{'ind':1,'x':'%s'}";
    int rest = Limits.DEFAULT.maxBytes() - json.length() + 2;

    assertThat(decode("user", json.formatted("x".repeat(rest))).ind()).isEqualTo(1);
    assertThat(rejection("user", json.formatted("x".repeat(rest + 1)))).hasMessage("too_large");
    assertThat(rejection("user", "x".repeat(10_000_000))).hasMessage("too_large");
  }

  @Test
  void theFirstFaultIsTheReason() {
    byte[] deepThenNoUtf8 = ("[".repeat(101) + "\u00ff").getBytes(ISO_8859_1);

    assertThat(rejection("user", deepThenNoUtf8)).hasMessage("too_deep");
    assertThat(rejection("user", "x" + "[".repeat(101))).hasMessage("not_json");
    assertThat(rejection("user", "[" + "1".repeat(1001) + "x")).hasMessage("too_large");
    assertThat(rejection("user", "[" + "1".repeat(1000) + "]")).hasMessage("not_an_object");
  }

  private static String nested(int arrays) {
    return "{'ind':1,'x':" + "[".repeat(arrays) + "]".repeat(arrays) + "}";
  }

  private Decoder.Decoded decode(String kind, String json) throws Rejected {
    return decoder.decode(kind, json.replace('\'', '"').getBytes(UTF_8));
  }

  private Rejected rejection(String kind, String json) {
    return rejection(kind, json.replace('\'', '"').getBytes(UTF_8));
  }

  private Rejected rejection(String kind, byte[] payload) {
    return catchThrowableOfType(Rejected.class, () -> decoder.decode(kind, payload));
  }
}

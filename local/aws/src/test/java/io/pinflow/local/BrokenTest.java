package io.pinflow.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BrokenTest {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final byte[] GOOD = new PostGenerator(1, 100).record(Kind.GEO, 7, Channel.KAFKA);

  @Test
  void notJsonCannotBeParsed() {
    IntStream.range(0, 6)
        .mapToObj(variant -> Broken.payload(Fault.NOT_JSON, GOOD, variant))
        .filter(payload -> payload.length > 0 && payload[0] != (byte) 0xef)
        .filter(BrokenTest::isUtf8)
        .forEach(payload -> assertThatThrownBy(() -> JSON.readTree(payload)).isNotNull());
  }

  @Test
  void notJsonComesAsMarkBytesNothingAndTombstoneToo() {
    assertThat(Broken.payload(Fault.NOT_JSON, GOOD, 1)).isEmpty();
    assertThat(Broken.payload(Fault.NOT_JSON, GOOD, 2)).startsWith(0xef, 0xbb, 0xbf, '{');
    assertThat(isUtf8(Broken.payload(Fault.NOT_JSON, GOOD, 4))).isFalse();
    assertThat(Broken.payload(Fault.NOT_JSON, GOOD, 6)).isNull();
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException invalid) {
      return false;
    }
  }

  @Test
  void notAnObjectIsOtherJson() throws Exception {
    for (int variant = 0; variant < 4; variant++) {
      JsonNode json = JSON.readTree(Broken.payload(Fault.NOT_AN_OBJECT, GOOD, variant));
      assertThat(json.isObject() || json.isTextual() || json.isMissingNode()).isFalse();
    }
  }

  @Test
  void noIndIsAnObjectWithoutAUsableOne() throws Exception {
    for (int variant = 0; variant < 4; variant++) {
      JsonNode json = JSON.readTree(Broken.payload(Fault.NO_IND, GOOD, variant));
      assertThat(json.has("country")).isTrue();
      assertThat(json.has("index")).isFalse();
      assertThat(json.path("ind").isInt()).isFalse();
    }
  }

  @Test
  void tooLargeAndTooDeepAreGoodOtherwise() throws Exception {
    byte[] large = Broken.payload(Fault.TOO_LARGE, GOOD, 0);
    assertThat(large.length).isGreaterThan(1 << 20);
    assertThat(JSON.readTree(large).has("country")).isTrue();
    assertThat(JSON.readTree(Broken.payload(Fault.TOO_DEEP, GOOD, 0)).path("nested").isArray())
        .isTrue();
  }
}

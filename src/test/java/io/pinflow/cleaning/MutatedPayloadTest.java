package io.pinflow.cleaning;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonToken;
import io.pinflow.record.Kind;
import io.pinflow.record.Reason;
import io.pinflow.record.RowTypes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Valid payloads, broken and bent at random: the decoder agrees with Jackson on every one. */
class MutatedPayloadTest {

  private static final int ROUNDS = 30_000;

  private static final List<String> PIECES =
      List.of(
          "{",
          "}",
          "[",
          "]",
          "\"",
          "\\",
          ",",
          ":",
          "0",
          "-",
          ".",
          "e5",
          "null",
          "true",
          " ",
          "\n",
          "\\u00e9",
          "\\ud83d",
          "\\ude00",
          "\\u0022",
          "é",
          "😀",
          "\0",
          "\uFEFF",
          "1e999",
          "\\n",
          "\"ind\":1,",
          "\"index\":2,",
          "\"title\":\"x\",",
          "\"age\":",
          "[[]]",
          "{\"a\":1}",
          "\u007f");

  private static final String NESTED =
      "{\"ind\":-1.50e1,\"tit\\u006ce\":\"é\\ud83d\\ude00\\\\\",\"category\":[1,{\"b\":[]},null],"
          + "\"timestamp\":\"2020-08-28T03:52:47\",\"country\":12.5,\"age\":\"\\t20\","
          + "\"first_name\":\"日本\",\"x\":{\"ind\":7,\"y\":[true,false,{}]}}";

  private static final String QUOTED =
      "\"" + NESTED.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";

  @ParameterizedTest
  @EnumSource(Kind.class)
  void decoderAgreesWithJackson(Kind kind) {
    Random random = new Random(7528 + kind.ordinal());
    List<byte[]> originals =
        List.of(Records.PIN, Records.GEO, Records.USER, NESTED, QUOTED).stream()
            .map(text -> text.getBytes(StandardCharsets.UTF_8))
            .toList();
    for (int round = 0; round < ROUNDS; round++) {
      byte[] payload = originals.get(random.nextInt(originals.size()));
      for (int i = random.nextInt(4); i >= 0; i--) {
        payload = mutate(payload, random);
      }
      check(kind, payload);
    }
  }

  private static void check(Kind kind, byte[] payload) {
    Decoding decoding = Decoding.of(Records.of(kind, payload));
    Optional<StrictJson.Value> value = StrictJson.read(payload);
    String shown = new String(payload, StandardCharsets.UTF_8);

    assertThat(decoding.reason() == Reason.NOT_JSON).as(shown).isEqualTo(value.isEmpty());
    Optional<Map<String, String>> fields = value.flatMap(MutatedPayloadTest::fields);
    if (value.isPresent()) {
      assertThat(decoding.reason() == Reason.NOT_AN_OBJECT).as(shown).isEqualTo(fields.isEmpty());
    }
    if (decoding.row() != null) {
      assertSameTexts(kind, decoding.row(), fields.orElseThrow(), shown);
    }
  }

  private static void assertSameTexts(
      Kind kind, Map<String, Object> row, Map<String, String> fields, String shown) {
    for (String name : RowTypes.decoded(kind).getFieldNames()) {
      if (!Set.of("ind", "arrival_time", "origin").contains(name)) {
        assertThat(row.get(name)).as("%s of %s", name, shown).isEqualTo(fields.get(name));
      }
    }
    String ind = fields.get("ind") == null ? fields.get("index") : fields.get("ind");
    assertThat((double) (Integer) row.get("ind")).as(shown).isEqualTo(Double.parseDouble(ind));
  }

  /** The fields of an object, or of a string that holds one. */
  private static Optional<Map<String, String>> fields(StrictJson.Value value) {
    return value.type() == JsonToken.VALUE_STRING
        ? StrictJson.read(value.text()).map(StrictJson.Value::fields)
        : Optional.ofNullable(value.fields());
  }

  private static byte[] mutate(byte[] payload, Random random) {
    int at = random.nextInt(payload.length + 1);
    int length = Math.min(payload.length - at, 1 + random.nextInt(random.nextInt(8) + 1));
    switch (random.nextInt(6)) {
      case 0:
        return splice(payload, at, length, new byte[0]);
      case 1:
        return splice(payload, at, 0, piece(random));
      case 2:
        return splice(payload, at, length, piece(random));
      case 3:
        byte[] any = new byte[Math.min(1, length)];
        random.nextBytes(any);
        return splice(payload, at, any.length, any);
      case 4:
        byte[] again = Arrays.copyOfRange(payload, at, at + length);
        return splice(payload, random.nextInt(payload.length + 1), 0, again);
      default:
        boolean cut = random.nextInt(10) == 0;
        return cut ? Arrays.copyOf(payload, at) : payload;
    }
  }

  private static byte[] piece(Random random) {
    return PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] splice(byte[] payload, int at, int removed, byte[] added) {
    byte[] result = new byte[payload.length - removed + added.length];
    System.arraycopy(payload, 0, result, 0, at);
    System.arraycopy(added, 0, result, at, added.length);
    System.arraycopy(
        payload, at + removed, result, at + added.length, payload.length - at - removed);
    return result;
  }
}

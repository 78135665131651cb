package io.pinflow.cleaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class Utf8Test {

  /** Both sides of every edge that a continuation byte is compared with. */
  private static final int[] EDGES = {0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF};

  @Test
  void everyCodePointIsWrittenAndRead() {
    byte[] bytes = new byte[8];
    for (int codePoint = 0x80; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
      if (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE) {
        int end = Utf8.write(codePoint, bytes, 1);
        byte[] expected = Character.toString(codePoint).getBytes(StandardCharsets.UTF_8);
        if (!Arrays.equals(bytes, 1, end, expected, 0, expected.length)
            || Utf8.sequence(bytes, 1, end) != expected.length
            || Utf8.sequence(bytes, 1, end - 1) != 0) {
          fail("U+%X", codePoint);
        }
      }
    }
  }

  @Test
  void surrogateIsWrittenAsReplacement() {
    byte[] bytes = new byte[3];

    assertThat(Utf8.write(0xDFFF, bytes, 0)).isEqualTo(3);
    assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo("\uFFFD");
  }

  @Test
  void invalidSequencesAreThoseThatJavaRefuses() {
    for (int lead = 0x80; lead <= 0xFF; lead++) {
      for (int second : EDGES) {
        for (int third : EDGES) {
          for (int fourth : EDGES) {
            byte[] bytes = {(byte) lead, (byte) second, (byte) third, (byte) fourth};
            assertThat(Utf8.sequence(bytes, 0, 4)).isEqualTo(firstSequence(bytes));
          }
        }
      }
    }
  }

  /** The length of the first code point by Java's decoder, or 0 if it is malformed. */
  private static int firstSequence(byte[] bytes) {
    for (int length = 2; length <= 4; length++) {
      try {
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length));
        return length;
      } catch (CharacterCodingException e) {
        // a longer sequence may still be whole
      }
    }
    return 0;
  }
}

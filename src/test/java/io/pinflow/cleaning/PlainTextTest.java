package io.pinflow.cleaning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PlainTextTest {

  @Test
  void endIsTheFirstByteThatIsSpecial() {
    Random random = new Random(7528);
    byte[] bytes = new byte[40];
    for (int round = 0; round < 200_000; round++) {
      random.nextBytes(bytes);
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = random.nextInt(20) == 0 ? bytes[i] : (byte) (bytes[i] & 0x5F | 0x20);
      }
      int from = random.nextInt(10);
      int end = bytes.length - random.nextInt(10);

      if (PlainText.end(bytes, from, end) != expected(bytes, from, end)) {
        assertThat(bytes).as("from %d to %d", from, end).isEmpty();
      }
    }
  }

  private static int expected(byte[] bytes, int from, int end) {
    int i = from;
    while (i < end && bytes[i] >= 0x20 && bytes[i] != '"' && bytes[i] != '\\') {
      i++;
    }
    return i;
  }
}

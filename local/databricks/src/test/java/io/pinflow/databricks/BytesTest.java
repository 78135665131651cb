package io.pinflow.databricks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BytesTest {

  @Test
  void textIsShownAsText() {
    assertThat(Bytes.shown("{\"title\":\"東京\"}\n".getBytes(UTF_8)))
        .isEqualTo("{\"title\":\"東京\"}\n");
  }

  @Test
  void otherBytesAreShownShortWithTheirSize() {
    assertThat(Bytes.shown(new byte[] {1, (byte) 0xAB})).isEqualTo("0x01AB");
    assertThat(Bytes.shown(new byte[] {'{', (byte) 0xC3, '}', 0, 0}))
        .isEqualTo("0x7BC37D00… (5 bytes)");
    assertThat(Bytes.shown(new byte[32 * 1024])).isEqualTo("0x00000000… (32 KB)");
  }
}

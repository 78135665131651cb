package io.pinflow.databricks;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** Binary values for the eye: text as text, all else as its first bytes and its size. */
final class Bytes {

  private static final int SHOWN = 4;
  private static final int KILO = 1024;

  private Bytes() {}

  /** The text the bytes hold, or {@code 0x01AB23CD… (32 KB)} where they hold none. */
  static String shown(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.codePoints().anyMatch(Bytes::isNoText) ? hex(bytes) : text;
    } catch (CharacterCodingException e) {
      return hex(bytes);
    }
  }

  private static boolean isNoText(int character) {
    return Character.isISOControl(character) && !Character.isWhitespace(character);
  }

  private static String hex(byte[] bytes) {
    boolean all = bytes.length <= SHOWN;
    String first =
        HexFormat.of().withUpperCase().formatHex(all ? bytes : Arrays.copyOf(bytes, SHOWN));
    return "0x" + first + (all ? "" : "… (" + size(bytes.length) + ")");
  }

  private static String size(int bytes) {
    return bytes < KILO ? bytes + " bytes" : (bytes + KILO / 2) / KILO + " KB";
  }
}

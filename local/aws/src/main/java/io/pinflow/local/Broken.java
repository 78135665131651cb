package io.pinflow.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** Makes records that the job must refuse, each from a good one of its kind. */
final class Broken {

  /** Above the default bound of 1 MiB; only Kafka takes it. */
  private static final int TOO_LARGE = 1_200_000;

  /** Above the default bound of 100. */
  private static final int TOO_DEEP = 150;

  private Broken() {}

  /**
   * A payload that shows the fault, null for a tombstone.
   *
   * @param variant which of the ways to show it
   */
  static byte[] payload(Fault fault, byte[] good, int variant) {
    return switch (fault) {
      case NOT_JSON -> notJson(good, variant);
      case NOT_AN_OBJECT -> bytes(new String[] {"[%s]", "7528", "null", "true"}[variant % 4], good);
      case NO_IND -> noInd(good, variant);
      case TOO_LARGE -> extended(good, "\"filler\":\"" + "x".repeat(TOO_LARGE) + "\"");
      case TOO_DEEP -> extended(good, "\"nested\":" + "[".repeat(TOO_DEEP) + "]".repeat(TOO_DEEP));
      default -> throw new IllegalArgumentException(fault + " is no matter of one payload");
    };
  }

  private static byte[] notJson(byte[] good, int variant) {
    return switch (variant % 7) {
      case 0 -> Arrays.copyOf(good, good.length / 2);
      case 1 -> new byte[0];
      case 2 -> bytes("\uFEFF%s", good);
      case 3 -> bytes("%s and more", good);
      case 4 -> invalidUtf8(good);
      case 5 -> "pinflow says hello".getBytes(UTF_8);
      default -> null;
    };
  }

  /** A lone continuation byte inside a string of an otherwise good object. */
  private static byte[] invalidUtf8(byte[] good) {
    byte[] broken = extended(good, "\"note\":\"?\"");
    broken[broken.length - 3] = (byte) 0x9f;
    return broken;
  }

  private static byte[] noInd(byte[] good, int variant) {
    String ind =
        new String[] {"none\":1", "ind\":7.5", "ind\":4294967296", "ind\":\"x\""}[variant % 4];
    String text = new String(good, UTF_8);
    return ("{\"" + ind + text.substring(text.indexOf(','))).getBytes(UTF_8);
  }

  /** The object with one more field at its end. */
  private static byte[] extended(byte[] good, String field) {
    String text = new String(good, UTF_8);
    return (text.substring(0, text.length() - 1) + "," + field + "}").getBytes(UTF_8);
  }

  private static byte[] bytes(String pattern, byte[] good) {
    return pattern.replace("%s", new String(good, UTF_8)).getBytes(UTF_8);
  }
}

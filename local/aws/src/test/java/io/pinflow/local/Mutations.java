package io.pinflow.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Requests that nearly are ones, the same for the same seed. */
public final class Mutations {

  private static final List<String> BODIES =
      List.of(
          "{\"records\":[{\"value\":{\"index\":1,\"title\":\"it's\"}},{\"value\":\"x\"}]}",
          "{\"StreamName\":\"pinflow-pin\",\"Data\":{\"index\":1},\"PartitionKey\":\"7\"}",
          "{\"Data\":\"{\\\"index\\\":1}\",\"PartitionKey\":7}",
          "{\"records\":[{\"data\":{\"index\":1},\"partition-key\":\"7\"},{\"data\":\"x\"}]}",
          "{\"ShardCount\":1}");

  /** What ends strings, objects, templates, lines and encodings. */
  private static final List<String> HOSTILE =
      List.of(
          "\"",
          "\\",
          "\\\"",
          "'",
          "\",\"StreamName\":\"pinflow-user\",\"x\":\"",
          "\\u0000",
          "\u0001",
          "\\ud83d",
          "#end",
          "#set($input = 1)",
          "$util.base64Encode(\"x\")",
          "${context.requestId}",
          "$class.inspect(\"java.lang.Runtime\")",
          "]]",
          "}}",
          "[".repeat(600),
          "[".repeat(3_000),
          "\r\n",
          "\u2028",
          "📌",
          "9".repeat(1_200),
          "1e999999999",
          "null",
          "\uFEFF");

  private static final List<String> PATHS =
      List.of(
          "/topics/pinflow.pin",
          "/streams/pinflow-pin/record",
          "/streams/pinflow-pin/records",
          "/streams/pinflow-pin%22,%22x/record",
          "/streams/%F0%9F%93%8C/record",
          "/streams/%",
          "/streams/%ff/record",
          "/streams/../topics/pinflow.pin",
          "/topics/__consumer_offsets",
          "/topics/pinflow.pin;x=y",
          "/topics/pinflow.pin?stream-name=pinflow-user",
          "//");

  private static final List<String> METHODS =
      List.of(
          "POST", "PUT", "PUT", "GET", "DELETE", "HEAD", "OPTIONS", "TRACE", "CONNECT", "p\u0000t");

  private final Random random;

  public Mutations(long seed) {
    random = new Random(seed);
  }

  private <T> T any(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  /** A body with a few things put into it, overwritten or cut off. */
  public byte[] body() {
    byte[] body = any(BODIES).getBytes(UTF_8);
    for (int changes = random.nextInt(4); changes > 0; changes--) {
      int at = random.nextInt(body.length + 1);
      body =
          switch (random.nextInt(4)) {
            case 0 -> Arrays.copyOf(body, at);
            case 1 -> inserted(body, at, new byte[] {(byte) random.nextInt(256)});
            default -> inserted(body, at, any(HOSTILE).getBytes(UTF_8));
          };
    }
    return body;
  }

  private static byte[] inserted(byte[] body, int at, byte[] more) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.write(body, 0, at);
    whole.writeBytes(more);
    whole.write(body, at, body.length - at);
    return whole.toByteArray();
  }

  /** A body that fits the path but for what is put into its strings. */
  byte[] request(String path) {
    byte[] body = body();
    return head(any(List.of("POST", "PUT")), path, header(), body.length, body);
  }

  /** A whole request of HTTP, whose head may be none. */
  byte[] request() {
    byte[] body = body();
    int length = random.nextInt(8) == 0 ? random.nextInt(Integer.MAX_VALUE) : body.length;
    return head(any(METHODS), any(PATHS), header(), length, body);
  }

  private String header() {
    return switch (random.nextInt(8)) {
      case 0 -> "Content-Type: application/json; charset=utf-16\r\n";
      case 1 -> "Content-Type: " + any(HOSTILE) + "\r\n";
      case 2 ->
          "X: " + "x".repeat(random.nextInt(20_000)) + "\r\nContent-Type: application/json\r\n";
      case 3 -> any(HOSTILE) + "\r\n";
      case 4 -> "Transfer-Encoding: chunked\r\nContent-Type: application/json\r\n";
      case 5 -> "Content-Type: application/vnd.kafka.json.v2+json\r\nContent-Encoding: gzip\r\n";
      case 6 -> "Content-Type: application/vnd.kafka.json.v2+json\r\n";
      default -> "Content-Type: application/json\r\n";
    };
  }

  private static byte[] head(String method, String path, String header, int length, byte[] body) {
    String head =
        "%s %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n%sContent-Length: %d\r\n\r\n"
            .formatted(method, path, header, length);
    return inserted(body, 0, head.getBytes(UTF_8));
  }
}

package io.pinflow.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A file of JSON lines.
 *
 * @param kind of every line, or null for dead letters, each of which names its own
 */
record RecordFile(Path path, Kind kind) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern IND =
      Pattern.compile("\"ind(?:ex)?\\\\?\"\\s*:\\s*\"?(-?\\d{1,18})");
  private static final Pattern NAMED = Pattern.compile("(?:kind=)?(pin|geo|user)(?![a-z]).*");

  /** The files of {@code pin=A,geo=B,user=C}, of a folder and all below it, or the one file. */
  static List<RecordFile> find(String where) throws IOException {
    List<RecordFile> files = new ArrayList<>();
    for (String part : where.split(",")) {
      Matcher assigned = Pattern.compile("(pin|geo|user)=(.+)").matcher(part);
      if (assigned.matches()) {
        Kind kind = Kind.valueOf(assigned.group(1).toUpperCase(Locale.ROOT));
        below(Path.of(assigned.group(2))).forEach(path -> files.add(new RecordFile(path, kind)));
      } else {
        below(Path.of(part)).forEach(path -> files.add(of(path)));
      }
    }
    if (files.isEmpty()) {
      throw new Failure("--files " + where + " names no file that holds anything.");
    }
    return files;
  }

  /** Hidden files are those a sink has not finished. */
  private static List<Path> below(Path path) throws IOException {
    if (Files.notExists(path)) {
      throw new Failure("--files names " + path + ", which does not exist.");
    }
    try (Stream<Path> found = Files.walk(path)) {
      return found
          .filter(Files::isRegularFile)
          .filter(file -> !file.getFileName().toString().matches("[._].*"))
          .sorted()
          .toList();
    }
  }

  private static RecordFile of(Path path) {
    return new RecordFile(path, kindIn(path).orElseGet(() -> deadLetters(path)));
  }

  /** The nearest part of the path that is a kind's name or begins with one. */
  private static Optional<Kind> kindIn(Path path) {
    for (int i = path.getNameCount() - 1; i >= 0; i--) {
      Matcher name = NAMED.matcher(path.getName(i).toString().toLowerCase(Locale.ROOT));
      if (name.matches()) {
        return Optional.of(Kind.valueOf(name.group(1).toUpperCase(Locale.ROOT)));
      }
    }
    return Optional.empty();
  }

  private static Kind deadLetters(Path path) {
    try (Stream<String> lines = Files.lines(path, ISO_8859_1)) {
      if (lines.findFirst().map(line -> line.contains("\"reason\"")).orElse(true)) {
        return null;
      }
    } catch (IOException unreadable) {
      throw new Failure("Cannot read " + path + ": " + unreadable.getMessage(), unreadable);
    }
    throw new Failure(
        path
            + " does not say what it holds. Name it pin…, geo… or user…, or use --files pin=…,geo=…,user=….");
  }

  /** The record of a line; null for a dead letter that holds no whole record to send again. */
  Delivery delivery(byte[] line) {
    return kind == null ? fromDeadLetter(line) : of(kind, line);
  }

  private static Delivery of(Kind kind, byte[] payload) {
    Matcher ind = IND.matcher(new String(payload, ISO_8859_1));
    long key = ind.find() ? Long.parseLong(ind.group(1)) : Arrays.hashCode(payload);
    return new Delivery(kind, key, payload, null, null);
  }

  private static Delivery fromDeadLetter(byte[] line) {
    try {
      JsonNode letter = JSON.readTree(line);
      byte[] payload = payload(letter);
      // a conflict holds a cleaned row, an incomplete post nothing, a cut payload not all of it
      boolean whole =
          payload != null
              && !letter.path("reason").asText().equals("conflicting_duplicate")
              && letter.path("payload_size").asLong(payload.length) == payload.length;
      return whole
          ? of(Kind.valueOf(letter.path("kind").asText().toUpperCase(Locale.ROOT)), payload)
          : null;
    } catch (IOException notJson) {
      throw new Failure("Not a dead letter: " + new String(line, UTF_8), notJson);
    }
  }

  private static byte[] payload(JsonNode letter) {
    if (letter.hasNonNull("payload_base64")) {
      return Base64.getDecoder().decode(letter.get("payload_base64").asText());
    }
    return letter.hasNonNull("payload") ? letter.get("payload").asText().getBytes(UTF_8) : null;
  }
}

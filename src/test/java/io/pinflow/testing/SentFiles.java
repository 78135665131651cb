package io.pinflow.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pinflow.record.Kind;
import io.pinflow.record.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder of everything that was sent: JSON lines as the poster writes them with {@code --sent},
 * in files {@code *.jsonl}, of one partition each.
 */
final class SentFiles {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private int posters;

  SentFiles(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  Path folder() {
    return folder;
  }

  /** Notes one acknowledged record. */
  synchronized void add(Kind kind, Origin origin, Long timestamp, byte[] payload)
      throws IOException {
    ObjectNode line =
        JSON.createObjectNode()
            .put("kind", kind.label())
            .put("channel", origin.channel.label())
            .put("stream", origin.stream)
            .put("partition", origin.partition)
            .put("position", origin.position)
            .put("timestamp", timestamp)
            .put("payload_base64", payload);
    Path file =
        folder.resolve(
            String.join("-", origin.channel.label(), origin.stream, origin.partition) + ".jsonl");
    Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** Takes over the files another poster wrote. */
  synchronized void addAll(Path other) throws IOException {
    posters++;
    for (Path file : files(other)) {
      Files.move(file, folder.resolve(posters + "-" + file.getFileName()));
    }
  }

  /** How many records were sent. */
  synchronized long count() throws IOException {
    long count = 0;
    for (Path file : files(folder)) {
      try (Stream<String> lines = Files.lines(file)) {
        count += lines.count();
      }
    }
    return count;
  }

  /** Every sent record, as it was noted. */
  synchronized List<ObjectNode> records() throws IOException {
    List<ObjectNode> records = new ArrayList<>();
    for (Path file : files(folder)) {
      for (String line : Files.readAllLines(file)) {
        records.add((ObjectNode) JSON.readTree(line));
      }
    }
    return records;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList();
    }
  }
}

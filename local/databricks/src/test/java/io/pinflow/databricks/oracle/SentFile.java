package io.pinflow.databricks.oracle;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes sent records as the poster does; positions count up over all of them. */
final class SentFile {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<String> lines = new ArrayList<>();

  /** A record of partition 0; in the payload ' stands for ". */
  SentFile add(String kind, String payload) {
    return add(kind, "0", payload.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  SentFile add(String kind, String partition, byte[] payload) {
    ObjectNode line =
        JSON.createObjectNode()
            .put("kind", kind)
            .put("channel", "kafka")
            .put("stream", "demo." + kind)
            .put("partition", partition)
            .put("position", String.valueOf(lines.size()))
            .put("timestamp", 1_600_000_000_000L)
            .put("payload_base64", payload);
    lines.add(line.toString());
    return this;
  }

  Path write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve("sent.jsonl"), lines);
    return folder;
  }
}

package io.pinflow.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Everything acknowledged, as JSON lines {@code kind, channel, stream, partition, position,
 * timestamp, payload_base64}: a file for each partition, in the order of the acknowledgements.
 */
final class SentLog implements Receipts, Closeable {

  private final Path folder;
  private final Map<String, OutputStream> files = new ConcurrentHashMap<>();

  SentLog(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  @Override
  public void take(Acknowledged record) {
    String name = record.channel().label() + "-" + record.stream() + "-" + record.partition();
    OutputStream file = files.computeIfAbsent(name, this::open);
    synchronized (file) {
      try {
        write(file, record);
      } catch (IOException full) {
        throw new UncheckedIOException(
            "Cannot write to " + folder + ": " + full.getMessage(), full);
      }
    }
  }

  private OutputStream open(String name) {
    try {
      return new BufferedOutputStream(
          Files.newOutputStream(folder.resolve(name + ".jsonl")), 1 << 16);
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  private static void write(OutputStream file, Acknowledged record) throws IOException {
    String head =
        "{\"kind\":\"%s\",\"channel\":\"%s\",\"stream\":\"%s\",\"partition\":\"%s\",\"position\":\"%s\",\"timestamp\":%s,\"payload_base64\":"
            .formatted(
                record.delivery().kind().label(),
                record.channel().label(),
                record.stream(),
                record.partition(),
                record.position(),
                record.timestamp());
    file.write(head.getBytes(UTF_8));
    byte[] payload = record.delivery().payload();
    if (payload == null) {
      file.write("null".getBytes(ISO_8859_1));
    } else {
      file.write('"');
      file.write(Base64.getEncoder().encode(payload));
      file.write('"');
    }
    file.write("}\n".getBytes(ISO_8859_1));
  }

  @Override
  public void close() throws IOException {
    for (OutputStream file : files.values()) {
      file.close();
    }
  }
}

package io.pinflow.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** Posts the lines of files; each record goes to every channel that is open. */
final class FilePosting {

  private final Map<Channel, Sender> senders;
  private long lines;
  private long skipped;

  FilePosting(Map<Channel, Sender> senders) {
    this.senders = senders;
  }

  /** Returns the number of lines once everything is acknowledged. */
  long run(String where, Pace pace, Tally tally) throws IOException {
    for (RecordFile file : RecordFile.find(where)) {
      post(file, pace, tally);
    }
    senders.values().forEach(Sender::flush);
    return lines;
  }

  ObjectNode json(Tally tally, double seconds) {
    return Account.sent(tally, seconds).put("lines", lines).put("not_replayable", skipped);
  }

  private void post(RecordFile file, Pace pace, Tally tally) throws IOException {
    try (InputStream in = open(file.path())) {
      Lines read = new Lines(in);
      for (byte[] line = read.next(); line != null; line = read.next()) {
        if (line.length > 0) {
          pace.await(lines / Kind.values().length);
          send(file, line);
          tally.posts(++lines / Kind.values().length);
        }
      }
    }
  }

  /** Plain, or compressed as the name's end says. */
  static InputStream open(Path path) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
    String name = path.toString();
    if (name.endsWith(".gz")) {
      return new BufferedInputStream(new GZIPInputStream(in), 1 << 16);
    }
    return name.endsWith(".zst") ? new BufferedInputStream(new ZstdInputStream(in), 1 << 16) : in;
  }

  private void send(RecordFile file, byte[] line) {
    Delivery delivery = file.delivery(line);
    if (delivery == null) {
      skipped++;
    } else {
      senders.values().forEach(sender -> sender.send(delivery));
    }
  }
}

package io.pinflow.sink;

import io.pinflow.config.JobConfig;
import io.pinflow.record.Envelope;
import io.pinflow.record.Kind;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;

/**
 * Keeps payloads as they came, one a line, in {@code kind=…/date=…/} by day of arrival.
 *
 * <p>Files are closed at every checkpoint and take their final names once it is complete.
 */
public final class Archive {

  private static final byte[] NO_PAYLOAD = {};
  private static final String[] FOLDERS = new String[Kind.values().length];

  static {
    for (Kind kind : Kind.values()) {
      FOLDERS[kind.ordinal()] = "kind=" + kind.label() + "/";
    }
  }

  private Archive() {}

  /** Attaches the archive to one channel; does nothing when it is switched off. */
  public static void attach(DataStream<Envelope> envelopes, JobConfig config, String uid) {
    config
        .archivePath()
        .ifPresent(
            path -> envelopes.sinkTo(sink(path, config.archiveCompression())).name(uid).uid(uid));
  }

  private static FileSink<Envelope> sink(String path, String compression) {
    boolean compressed = compression.equals("zstd");
    BulkWriter.Factory<Envelope> lines =
        compressed ? LineWriter.zstd(Archive::payload) : LineWriter.plain(Archive::payload);
    return FileSink.forBulkFormat(new Path(path), lines)
        .withBucketAssigner(new DayBuckets<>(e -> FOLDERS[e.kind.ordinal()], e -> e.arrivalTime))
        .withOutputFileConfig(
            OutputFileConfig.builder()
                .withPartPrefix("part")
                .withPartSuffix(compressed ? ".jsonl.zst" : ".jsonl")
                .build())
        .build();
  }

  private static byte[] payload(Envelope envelope) {
    return envelope.payload == null ? NO_PAYLOAD : envelope.payload;
  }
}

package io.pinflow.cleaning;

import io.pinflow.record.Channel;
import io.pinflow.record.Envelope;
import io.pinflow.record.Origin;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.flink.table.data.StringData;

/** {@link Origin#encode()} as a row holds it; keeps all but the position from record to record. */
final class OriginText {

  private Channel channel;
  private String stream;
  private String partition;
  private byte[] prefix;

  StringData of(Envelope record) {
    if (record.channel != channel
        || !record.partition.equals(partition)
        || !record.stream.equals(stream)) {
      channel = record.channel;
      stream = record.stream;
      partition = record.partition;
      Origin start = new Origin(channel, stream, partition, "");
      prefix = start.encode().getBytes(StandardCharsets.UTF_8);
    }
    byte[] position = record.position.getBytes(StandardCharsets.UTF_8);
    byte[] text = Arrays.copyOf(prefix, prefix.length + position.length);
    System.arraycopy(position, 0, text, prefix.length, position.length);
    return StringData.fromBytes(text);
  }
}

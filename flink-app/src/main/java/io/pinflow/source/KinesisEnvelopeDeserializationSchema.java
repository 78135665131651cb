package io.pinflow.source;

import io.pinflow.record.Channel;
import io.pinflow.record.Envelope;
import io.pinflow.record.Kind;
import io.pinflow.record.Origin;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.connectors.kinesis.serialization.KinesisDeserializationSchema;

/**
 * Wraps every Kinesis record in an {@link Envelope}; those inside a KPL aggregate come one by one,
 * with the sequence number of the whole. Arrival times are still as the stream gives them.
 */
final class KinesisEnvelopeDeserializationSchema implements KinesisDeserializationSchema<Envelope> {

  private static final long serialVersionUID = 1L;

  private final Map<String, Kind> kinds = new HashMap<>();

  KinesisEnvelopeDeserializationSchema(Map<Kind, String> streams) {
    new EnumMap<>(streams).forEach((kind, stream) -> kinds.put(stream, kind));
  }

  @Override
  public Envelope deserialize(
      byte[] payload,
      String partitionKey,
      String sequenceNumber,
      long approximateArrival,
      String stream,
      String shard) {
    return new Envelope(
        kinds.get(stream),
        new Origin(Channel.KINESIS, stream, shard, sequenceNumber),
        approximateArrival,
        payload);
  }

  @Override
  public TypeInformation<Envelope> getProducedType() {
    return TypeInformation.of(Envelope.class);
  }
}

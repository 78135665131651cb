package io.pinflow.source;

import io.pinflow.record.Channel;
import io.pinflow.record.Envelope;
import io.pinflow.record.Kind;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Wraps every Kafka record, whatever it holds, in an {@link Envelope}. */
final class KafkaEnvelopeDeserializationSchema
    implements KafkaRecordDeserializationSchema<Envelope> {

  private static final long serialVersionUID = 1L;

  private final Map<String, Kind> kinds = new HashMap<>();
  private final ArrivalClock clock;

  KafkaEnvelopeDeserializationSchema(Map<Kind, String> topics, ArrivalClock clock) {
    new EnumMap<>(topics).forEach((kind, topic) -> kinds.put(topic, kind));
    this.clock = clock;
  }

  @Override
  public void open(InitializationContext context) {
    clock.open(context.getMetricGroup(), SteadyClock.ofSystem());
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Envelope> out) {
    Envelope envelope = new Envelope();
    envelope.kind = kinds.get(record.topic());
    envelope.channel = Channel.KAFKA;
    envelope.stream = record.topic();
    envelope.partition = Integer.toString(record.partition());
    envelope.position = Long.toString(record.offset());
    envelope.arrivalTime = clock.arrivalTime(record.timestamp());
    envelope.payload = record.value();
    out.collect(envelope);
  }

  @Override
  public TypeInformation<Envelope> getProducedType() {
    return TypeInformation.of(Envelope.class);
  }
}

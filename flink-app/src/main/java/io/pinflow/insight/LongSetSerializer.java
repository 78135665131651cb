package io.pinflow.insight;

import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** State of the aggregates of different values. */
public final class LongSetSerializer extends SummarySerializer<LongSet> {

  private static final long serialVersionUID = 1L;

  public static final LongSetSerializer INSTANCE = new LongSetSerializer();

  @Override
  LongSet of(byte[] bytes) {
    return LongSet.of(bytes);
  }

  @Override
  public LongSet createInstance() {
    return new LongSet();
  }

  @Override
  public TypeSerializerSnapshot<LongSet> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names this serializer in savepoints; the format is told by the first byte of the value. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<LongSet> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}

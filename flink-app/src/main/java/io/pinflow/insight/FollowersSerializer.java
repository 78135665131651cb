package io.pinflow.insight;

import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** State of the follower aggregates. */
public final class FollowersSerializer extends SummarySerializer<Followers> {

  private static final long serialVersionUID = 1L;

  public static final FollowersSerializer INSTANCE = new FollowersSerializer();

  @Override
  Followers of(byte[] bytes) {
    return Followers.of(bytes);
  }

  @Override
  public Followers createInstance() {
    return new Followers();
  }

  @Override
  public TypeSerializerSnapshot<Followers> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names this serializer in savepoints; the format is told by the first byte of the value. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Followers> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}

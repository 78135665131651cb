package io.pinflow.insight;

import io.pinflow.record.StateSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** State of the follower aggregates: the length and the bytes of {@link Followers}. */
public final class FollowersSerializer extends StateSerializer<Followers> {

  private static final long serialVersionUID = 1L;

  public static final FollowersSerializer INSTANCE = new FollowersSerializer();

  @Override
  public void serialize(Followers followers, DataOutputView out) throws IOException {
    write(followers.toBytes(), out);
  }

  @Override
  public Followers deserialize(DataInputView in) throws IOException {
    return Followers.of(read(in));
  }

  @Override
  public void copy(DataInputView in, DataOutputView out) throws IOException {
    write(read(in), out);
  }

  private static byte[] read(DataInputView in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return bytes;
  }

  private static void write(byte[] bytes, DataOutputView out) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  @Override
  public Followers copy(Followers from) {
    return Followers.of(from.toBytes());
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

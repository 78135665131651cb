package io.pinflow.delta;

import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/** A serializer whose first version is 1, and which says so when state is of a later one. */
abstract class VersionedFormat<T> implements SimpleVersionedSerializer<T> {

  private static final int VERSION = 1;

  abstract void write(T value, DataOutputView out) throws IOException;

  abstract T read(DataInputView in) throws IOException;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(T value) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(512);
    write(value, out);
    return out.getCopyOfBuffer();
  }

  @Override
  public T deserialize(int version, byte[] serialized) throws IOException {
    if (version != VERSION) {
      throw new IOException(
          String.format(
              "State of a Delta sink has format %d, and this build knows up to %d; run the build"
                  + " that wrote it, or a later one.",
              version, VERSION));
    }
    return read(new DataInputDeserializer(serialized));
  }
}

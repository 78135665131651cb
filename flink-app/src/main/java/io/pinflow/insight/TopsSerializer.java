package io.pinflow.insight;

import io.pinflow.record.StateSerializer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * State of {@code MOST} and {@code HIGHEST}: format 1, the number of names, and of each its value
 * (8 bytes), the number of its texts, and their lengths (4 bytes, -1 for null) and UTF-8.
 */
public final class TopsSerializer extends StateSerializer<Tops> {

  private static final long serialVersionUID = 1L;
  private static final byte FORMAT = 1;

  public static final TopsSerializer INSTANCE = new TopsSerializer();

  @Override
  public void serialize(Tops tops, DataOutputView out) throws IOException {
    out.writeByte(FORMAT);
    out.writeInt(tops.size());
    for (var entry : tops.entries()) {
      out.writeLong(entry.getValue());
      out.writeByte(entry.getKey().size());
      for (String text : entry.getKey()) {
        write(text, out);
      }
    }
  }

  @Override
  public Tops deserialize(DataInputView in) throws IOException {
    byte format = in.readByte();
    if (format != FORMAT) {
      throw new IOException("state of MOST or HIGHEST has unknown format " + format);
    }
    Tops tops = new Tops();
    for (int left = in.readInt(); left > 0; left--) {
      long value = in.readLong();
      tops.sum(name(in), value);
    }
    return tops;
  }

  private static List<String> name(DataInputView in) throws IOException {
    String[] texts = new String[in.readByte()];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = read(in);
    }
    return Arrays.asList(texts);
  }

  private static void write(String text, DataOutputView out) throws IOException {
    if (text == null) {
      out.writeInt(-1);
      return;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String read(DataInputView in) throws IOException {
    int length = in.readInt();
    if (length < 0) {
      return null;
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public Tops copy(Tops from) {
    return new Tops(from);
  }

  @Override
  public Tops createInstance() {
    return new Tops();
  }

  @Override
  public TypeSerializerSnapshot<Tops> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names this serializer in savepoints; the format is told by the first byte of the value. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Tops> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}

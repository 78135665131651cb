package io.pinflow.insight;

import io.pinflow.record.StateSerializer;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * State of an aggregate: the length and the bytes of its summary.
 *
 * @param <S> the summary
 */
public abstract class SummarySerializer<S extends Summary<S>> extends StateSerializer<S> {

  private static final long serialVersionUID = 1L;

  /** Reads {@link Summary#toBytes}. */
  abstract S of(byte[] bytes);

  @Override
  public void serialize(S summary, DataOutputView out) throws IOException {
    write(summary.toBytes(), out);
  }

  @Override
  public S deserialize(DataInputView in) throws IOException {
    return of(read(in));
  }

  @Override
  public void copy(DataInputView in, DataOutputView out) throws IOException {
    write(read(in), out);
  }

  @Override
  public S copy(S from) {
    return of(from.toBytes());
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
}

package io.pinflow.post;

import io.pinflow.record.RowTypes;
import java.io.IOException;
import java.io.UncheckedIOException;
import net.jpountz.xxhash.XXHash64;
import net.jpountz.xxhash.XXHashFactory;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/**
 * 64 bits that tell two cleaned rows of one kind and {@code ind} apart; arrival time and origin do
 * not count.
 *
 * <p>Only deliveries of the same post are ever compared, so 64 bits leave a chance of 5e-20 that a
 * conflicting delivery passes as a repeat.
 */
final class Fingerprint {

  private static final XXHash64 HASH = XXHashFactory.fastestJavaInstance().hash64();
  private static final long SEED = 0;
  private static final int TYPICAL_ROW_BYTES = 1024;

  private final FieldCodec codec;
  private final DataOutputSerializer bytes = new DataOutputSerializer(TYPICAL_ROW_BYTES);

  Fingerprint(RowType cleaned) {
    this.codec = new FieldCodec(cleaned, cleaned.getFieldIndex(RowTypes.ARRIVAL_TIME));
  }

  long of(RowData cleaned) {
    bytes.clear();
    try {
      codec.write(cleaned, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return HASH.hash(bytes.getSharedBuffer(), 0, bytes.length(), SEED);
  }
}

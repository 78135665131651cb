package io.pinflow.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.stream.LongStream;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LongSetTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 9, 1_000, 100_000})
  void repeatsCountOnce(int values) {
    long[] drawn = new Random(values).longs(values, -5_000, 5_000).toArray();

    LongSet set = of(drawn);

    assertThat(set.size()).isEqualTo((int) LongStream.of(drawn).distinct().count());
    assertThat(set.isEmpty()).isEqualTo(values == 0);
    assertThat(set.toBytes()).isEqualTo(of(LongStream.of(drawn).sorted().toArray()).toBytes());
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 7, 20})
  void mergedSetsAreTheUnion(int sets) throws Exception {
    long[] drawn = new Random(sets).longs(9_001L * sets, 0, 30_000).toArray();
    LongSet merged = new LongSet();

    for (int set = 0; set < sets; set++) {
      long[] share = LongStream.of(drawn).skip(9_001L * set).limit(9_001).toArray();
      merged.merge(set % 2 == 0 ? of(share) : stored(of(share)));
    }

    assertThat(merged.toBytes()).isEqualTo(of(drawn).toBytes());
  }

  @Test
  void mergingLeavesTheOtherAsItWas() {
    LongSet one = of(1, 2);
    LongSet other = of(2, 3);

    one.merge(other);
    one.add(4);

    assertThat(one.size()).isEqualTo(4);
    assertThat(other.toBytes()).isEqualTo(of(2, 3).toBytes());
  }

  @Test
  void storedSetTakesMore() throws Exception {
    LongSet set = stored(of(Long.MAX_VALUE, Long.MIN_VALUE));

    set.add(0);
    set.add(Long.MIN_VALUE);

    assertThat(set.size()).isEqualTo(3);
  }

  @Test
  void unknownFormatIsRefused() {
    assertThatThrownBy(() -> LongSet.of(new byte[] {9}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("format 9");
  }

  private static LongSet of(long... values) {
    LongSet set = new LongSet();
    LongStream.of(values).forEach(set::add);
    return set;
  }

  private static LongSet stored(LongSet set) throws Exception {
    DataOutputSerializer out = new DataOutputSerializer(16);
    LongSetSerializer.INSTANCE.serialize(set, out);
    return LongSetSerializer.INSTANCE.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
  }
}

package io.pinflow.post;

import static io.pinflow.post.Cleaned.T0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.record.Kind;
import io.pinflow.record.RowTypes;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class PostStateSerializerTest {

  @Test
  void incompletePostComesBackWhole() throws Exception {
    PostState state = PostState.empty();
    state.see(Kind.GEO, -42, T0, T0 + 10);
    new PartFields(Kind.GEO).copy(Cleaned.geo(1, T0), state.post);
    state.hasTimer = true;
    state.reported = true;

    PostState read = read(write(state));

    assertThat(read).usingRecursiveComparison().isEqualTo(state);
  }

  @Test
  void completePostTakesThirtyBytes() throws Exception {
    PostState state = PostState.empty();
    for (Kind kind : Kind.values()) {
      state.see(kind, kind.ordinal(), T0, T0);
    }
    state.complete();

    byte[] bytes = write(state);

    assertThat(bytes).hasSize(30);
    assertThat(read(bytes)).usingRecursiveComparison().isEqualTo(state);
  }

  @Test
  void formatOfALaterVersionIsRefused() {
    assertThatThrownBy(() -> read(new byte[] {2, 0, 0}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("format 2");
  }

  @Test
  void rowCleanedByOtherRulesIsARepeat() {
    PostState state = PostState.empty();
    state.see(Kind.PIN, 1, T0, T0);
    assertThat(state.isRepeat(Kind.PIN, 2)).isFalse();

    state.rulesVersions[Kind.PIN.ordinal()] = RowTypes.CLEANING_VERSION + 1;

    assertThat(state.isRepeat(Kind.PIN, 2)).isTrue();
  }

  private static byte[] write(PostState state) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    PostStateSerializer.INSTANCE.serialize(state, out);
    return out.getCopyOfBuffer();
  }

  private static PostState read(byte[] bytes) throws IOException {
    return PostStateSerializer.INSTANCE.deserialize(new DataInputDeserializer(bytes));
  }
}

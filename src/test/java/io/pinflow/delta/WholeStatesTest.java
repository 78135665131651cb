package io.pinflow.delta;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.delta.SinkRun.State;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table that is replaced as a whole, from the writer to the log. */
class WholeStatesTest {

  @TempDir Path folder;

  private final DeltaSinkOptions options = new DeltaSinkOptions();
  private LocalTable tops;

  @BeforeEach
  void defineTable() {
    tops = new LocalTable(DeltaTable.of("tops", folder.toString(), LocalTable.PINS).replaced());
  }

  @Test
  void lastStateBeforeTheBarrierIsCommitted() throws Exception {
    try (SinkWriting writer = new SinkWriting(tables(), options);
        SinkRun run = SinkRun.fresh(tables(), options)) {
      writer.empty(0).write(0, 1).write(0, 2).empty(0).write(0, 3).write(0, 4);
      run.send(writer.barrier()).checkpoint();
      assertThat(ids()).containsExactlyInAnyOrder(3L, 4L);

      writer.empty(0).write(0, 5);
      run.send(writer.barrier()).checkpoint();
      assertThat(ids()).containsExactly(5L);
    }
  }

  @Test
  void emptyStateTakesThePlaceOfRows() throws Exception {
    try (SinkWriting writer = new SinkWriting(tables(), options);
        SinkRun run = SinkRun.fresh(tables(), options)) {
      writer.empty(0).write(0, 1);
      run.send(writer.barrier()).checkpoint();

      writer.empty(0).write(0, 2).empty(0);
      run.send(writer.barrier()).checkpoint();
      assertThat(ids()).isEmpty();

      run.send(writer.barrier()).checkpoint();
      assertThat(tops.version()).isEqualTo(2);
    }
  }

  @Test
  void emptyStateThatWasNotCommittedIsRestored() throws Exception {
    State state;
    try (SinkWriting writer = new SinkWriting(tables(), options);
        SinkRun run = SinkRun.fresh(tables(), options)) {
      writer.empty(0).write(0, 1);
      run.send(writer.barrier()).checkpoint();
      writer.empty(0);
      state = run.send(writer.barrier()).savepoint();
    }
    assertThat(ids()).containsExactly(1L);

    SinkRun.from(state, tables(), options).close();

    assertThat(ids()).isEmpty();
  }

  private List<DeltaTable> tables() {
    return List.of(tops.table);
  }

  private List<Object> ids() throws IOException {
    return tops.rows().stream().map(row -> row.get("id")).collect(Collectors.toList());
  }
}

package io.pinflow.delta;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.delta.SinkRun.State;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessageTypeInfo;
import org.apache.flink.streaming.api.connector.sink2.CommittableWithLineage;
import org.apache.flink.streaming.runtime.operators.sink.SinkWriterOperatorFactory;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.types.RowKind;
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
    try (Writer writer = new Writer();
        SinkRun run = SinkRun.fresh(tables(), options)) {
      writer.empty().write(1).write(2).empty().write(3).write(4);
      run.send(writer.barrier()).checkpoint();
      assertThat(ids()).containsExactlyInAnyOrder(3L, 4L);

      writer.empty().write(5);
      run.send(writer.barrier()).checkpoint();
      assertThat(ids()).containsExactly(5L);
    }
  }

  @Test
  void emptyStateTakesThePlaceOfRows() throws Exception {
    try (Writer writer = new Writer();
        SinkRun run = SinkRun.fresh(tables(), options)) {
      writer.empty().write(1);
      run.send(writer.barrier()).checkpoint();

      writer.empty().write(2).empty();
      run.send(writer.barrier()).checkpoint();
      assertThat(ids()).isEmpty();

      run.send(writer.barrier()).checkpoint();
      assertThat(tops.version()).isEqualTo(2);
    }
  }

  @Test
  void emptyStateThatWasNotCommittedIsRestored() throws Exception {
    State state;
    try (Writer writer = new Writer();
        SinkRun run = SinkRun.fresh(tables(), options)) {
      writer.empty().write(1);
      run.send(writer.barrier()).checkpoint();
      writer.empty();
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

  /** The sink's writer for one table of whole states. */
  private final class Writer implements AutoCloseable {

    private final OneInputStreamOperatorTestHarness<TableRow, CommittableMessage<WrittenFile>>
        harness;
    private long checkpoint;
    private int taken;

    Writer() throws Exception {
      harness =
          new OneInputStreamOperatorTestHarness<>(
              new SinkWriterOperatorFactory<>(
                  new DeltaSink<>(RowRouter.MANY, tables(), options.clone())));
      harness.setup(
          CommittableMessageTypeInfo.of(WrittenFileSerializer::new)
              .createSerializer(new SerializerConfigImpl()));
      harness.open();
    }

    Writer write(long id) throws Exception {
      return send(GenericRowData.of(id, StringData.fromString("pin " + id)));
    }

    Writer empty() throws Exception {
      return send(GenericRowData.ofKind(RowKind.DELETE, null, null));
    }

    private Writer send(GenericRowData row) throws Exception {
      harness.processElement(new StreamRecord<>(new TableRow(0, row)));
      return this;
    }

    List<WrittenFile> barrier() throws Exception {
      harness.prepareSnapshotPreBarrier(++checkpoint);
      List<CommittableMessage<WrittenFile>> output = harness.extractOutputValues();
      List<WrittenFile> written = new ArrayList<>();
      for (CommittableMessage<WrittenFile> message : output.subList(taken, output.size())) {
        if (message instanceof CommittableWithLineage) {
          written.add(((CommittableWithLineage<WrittenFile>) message).getCommittable());
        }
      }
      taken = output.size();
      return written;
    }

    @Override
    public void close() {
      try {
        harness.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}

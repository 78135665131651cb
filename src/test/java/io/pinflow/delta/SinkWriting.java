package io.pinflow.delta;

import java.util.ArrayList;
import java.util.List;
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

/** The sink's writer, for a {@link SinkRun}. */
final class SinkWriting implements AutoCloseable {

  private final OneInputStreamOperatorTestHarness<TableRow, CommittableMessage<WrittenFile>>
      harness;
  private long checkpoint;
  private int taken;

  /** A writer of tables of pins. */
  SinkWriting(List<DeltaTable> tables, DeltaSinkOptions options) throws Exception {
    harness =
        new OneInputStreamOperatorTestHarness<>(
            new SinkWriterOperatorFactory<>(
                new DeltaSink<>(RowRouter.MANY, tables, options.clone())));
    harness.setup(
        CommittableMessageTypeInfo.of(WrittenFileSerializer::new)
            .createSerializer(new SerializerConfigImpl()));
    harness.open();
  }

  SinkWriting write(int table, long id) throws Exception {
    return send(table, GenericRowData.of(id, StringData.fromString("pin " + id)));
  }

  SinkWriting empty(int table) throws Exception {
    return send(table, GenericRowData.ofKind(RowKind.DELETE, null, null));
  }

  private SinkWriting send(int table, GenericRowData row) throws Exception {
    harness.processElement(new StreamRecord<>(new TableRow(table, row)));
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

package io.pinflow.post;

import io.pinflow.delta.TableRow;
import io.pinflow.record.Kind;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.KeyedMultiInputStreamOperatorTestHarness;
import org.apache.flink.table.data.RowData;

/** The meeting operator in a harness: parts in, table rows and dead letters out. */
final class Meeting implements AutoCloseable {

  static final MeetConfig CONFIG = new MeetConfig(60_000, 3_600_000, false, 1 << 20, 3_600_000, 0);

  private final KeyedMultiInputStreamOperatorTestHarness<Integer, TableRow> harness;
  private final List<Row> rows = new ArrayList<>();

  /** A row and the ordinal of its table. */
  record Row(int table, RowData row) {}

  private Meeting(MeetConfig config, StateBackend backend, OperatorSubtaskState state)
      throws Exception {
    harness = new KeyedMultiInputStreamOperatorTestHarness<>(Meet.factory(config), 16, 1, 0);
    harness
        .getStreamConfig()
        .setStateKeySerializer(
            Types.INT.createSerializer(harness.getExecutionConfig().getSerializerConfig()));
    KeySelector<RowData, Integer> byInd = row -> row.getInt(0);
    for (Kind kind : Kind.values()) {
      harness.setKeySelector(kind.ordinal(), byInd);
    }
    if (backend != null) {
      harness.setStateBackend(backend);
    }
    harness.setup();
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
  }

  static Meeting start() throws Exception {
    return start(CONFIG, null);
  }

  static Meeting start(MeetConfig config, StateBackend backend) throws Exception {
    return new Meeting(config, backend, null);
  }

  static Meeting resume(MeetConfig config, OperatorSubtaskState state) throws Exception {
    return new Meeting(config, null, state);
  }

  Meeting pin(RowData row) throws Exception {
    return part(Kind.PIN, row);
  }

  Meeting geo(RowData row) throws Exception {
    return part(Kind.GEO, row);
  }

  Meeting user(RowData row) throws Exception {
    return part(Kind.USER, row);
  }

  private Meeting part(Kind kind, RowData row) throws Exception {
    harness.processElement(kind.ordinal(), new StreamRecord<>(row));
    for (Object out; (out = harness.getOutput().peek()) != null; ) {
      harness.getOutput().remove();
      if (out instanceof StreamRecord<?> record) {
        TableRow tableRow = (TableRow) record.getValue();
        rows.add(new Row(tableRow.table(), tableRow.row()));
      }
    }
    return this;
  }

  /** Brings all three inputs to this watermark. */
  Meeting watermark(long watermark) throws Exception {
    for (Kind kind : Kind.values()) {
      harness.processWatermark(kind.ordinal(), new Watermark(watermark));
    }
    return this;
  }

  Meeting watermark(Kind kind, long watermark) throws Exception {
    harness.processWatermark(kind.ordinal(), new Watermark(watermark));
    return this;
  }

  Meeting idle(Kind kind) throws Exception {
    harness.processWatermarkStatus(kind.ordinal(), WatermarkStatus.IDLE);
    return this;
  }

  Meeting ttlTime(long millis) {
    harness.setStateTtlProcessingTime(millis);
    return this;
  }

  OperatorSubtaskState snapshot() throws Exception {
    return harness.snapshot(1, 1);
  }

  /** All rows so far. */
  List<Row> rows() {
    return rows;
  }

  List<RowData> posts() {
    return rows.stream().filter(row -> row.table() == Meet.POSTS).map(Row::row).toList();
  }

  List<RowData> deadLetters() {
    var letters = harness.getSideOutput(Meet.DEAD_LETTERS);
    return letters == null ? List.of() : letters.stream().map(StreamRecord::getValue).toList();
  }

  /** What was forwarded besides records: watermarks and their status. */
  List<Object> signals() {
    return new ArrayList<>(harness.getOutput());
  }

  int timers() {
    return harness.numEventTimeTimers();
  }

  @Override
  public void close() {
    try {
      harness.close();
    } catch (Exception e) {
      throw new IllegalStateException("the operator could not be closed", e);
    }
  }
}

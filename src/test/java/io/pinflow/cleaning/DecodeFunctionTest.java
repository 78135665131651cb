package io.pinflow.cleaning;

import static io.pinflow.cleaning.Records.ORIGIN;
import static io.pinflow.cleaning.Records.T0;
import static java.util.Arrays.asList;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.record.Envelope;
import io.pinflow.record.Kind;
import io.pinflow.record.RowTypes;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.table.data.RowData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DecodeFunctionTest {

  private static final int MAX_BYTES = 300;

  private OneInputStreamOperatorTestHarness<Envelope, RowData> harness;

  @BeforeEach
  void open() throws Exception {
    harness =
        new OneInputStreamOperatorTestHarness<>(
            new ProcessOperator<>(new DecodeFunction(new Bounds(MAX_BYTES, 100))));
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void eachKindHasItsOutput() throws Exception {
    decode(Records.of(Kind.PIN, "{\"ind\":1}"));
    decode(Records.of(Kind.GEO, "{\"ind\":2}"));
    decode(Records.of(Kind.USER, "{\"ind\":3}"));

    assertThat(inds(Kind.PIN)).containsExactly(1);
    assertThat(inds(Kind.GEO)).containsExactly(2);
    assertThat(inds(Kind.USER)).containsExactly(3);
    assertThat(deadLetters()).isEmpty();
  }

  @Test
  void rejectedRecordIsADeadLetterWithItsOriginAndPayload() throws Exception {
    decode(Records.of(Kind.PIN, Records.GEO));

    assertThat(deadLetters())
        .containsExactly(
            asList(
                "wrong_kind",
                "fields of geo, none of pin",
                "pin",
                "kafka",
                ORIGIN.stream,
                ORIGIN.partition,
                ORIGIN.position,
                Instant.ofEpochMilli(T0),
                7528,
                Records.GEO,
                (long) Records.GEO.length()));
  }

  @Test
  void tooLargePayloadIsCut() throws Exception {
    decode(Records.of(Kind.PIN, new byte[1000]));

    List<Object> deadLetter = deadLetters().get(0);
    assertThat(deadLetter).startsWith("too_large").endsWith("\0".repeat(MAX_BYTES), 1000L);
  }

  @Test
  void tombstoneHasNoPayload() throws Exception {
    decode(Records.of(Kind.PIN, (byte[]) null));

    assertThat(deadLetters().get(0)).startsWith("not_json", "tombstone").endsWith(null, null, 0L);
  }

  @Test
  void rejectedRecordsComeOutBetweenTheOthers() throws Exception {
    for (int i = 0; i < 10; i++) {
      decode(Records.of(Kind.PIN, i % 3 == 0 ? "{" : "{\"ind\":" + i + "}"));
    }

    assertThat(inds(Kind.PIN)).containsExactly(1, 2, 4, 5, 7, 8);
    assertThat(deadLetters()).hasSize(4);
  }

  private void decode(Envelope record) throws Exception {
    harness.processElement(record, record.arrivalTime);
  }

  private List<Integer> inds(Kind kind) {
    Queue<StreamRecord<RowData>> rows = harness.getSideOutput(Decode.output(kind));
    return rows == null ? List.of() : rows.stream().map(row -> row.getValue().getInt(0)).toList();
  }

  private List<List<Object>> deadLetters() {
    return harness.extractOutputValues().stream()
        .map(row -> Rows.values(RowTypes.DEAD_LETTER, row))
        .toList();
  }
}

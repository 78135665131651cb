package io.pinflow.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.record.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Properties;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.kinesis.shaded.com.amazonaws.services.kinesis.model.HashKeyRange;
import org.apache.flink.kinesis.shaded.com.amazonaws.services.kinesis.model.Shard;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.source.RichParallelSourceFunction;
import org.apache.flink.streaming.api.operators.StreamSource;
import org.apache.flink.streaming.connectors.kinesis.internals.publisher.RecordBatch;
import org.apache.flink.streaming.connectors.kinesis.internals.publisher.RecordPublisher;
import org.apache.flink.streaming.connectors.kinesis.internals.publisher.RecordPublisher.RecordPublisherRunResult;
import org.apache.flink.streaming.connectors.kinesis.model.StreamShardHandle;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

@SuppressWarnings({"deprecation", "try"}) // of the consumer and the harness, which are Flink's
class RetentionTest {

  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
  private static final String SHARD = "pins/shardId-000000000000";

  private static final StreamShardHandle HANDLE =
      new StreamShardHandle(
          "pins",
          new Shard()
              .withShardId("shardId-000000000000")
              .withHashKeyRange(
                  new HashKeyRange().withStartingHashKey("0").withEndingHashKey("1")));

  @Test
  void stopLongerThanTheRetentionFailsWithShardAndRemedy() {
    ReadUntil readUntil = restored(Tuple2.of(SHARD, T0.toEpochMilli()));

    assertThatThrownBy(() -> after(Duration.ofHours(49), true).check(readUntil, stream -> 48))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(SHARD + "=2026-01-01T00:00:00Z")
        .hasMessageContaining("set kinesis / on-expired to 'earliest'");
  }

  @Test
  void stopWithinTheRetentionIsNone() {
    ReadUntil readUntil = restored(Tuple2.of(SHARD, T0.toEpochMilli()));

    assertThatCode(() -> after(Duration.ofHours(47), true).check(readUntil, stream -> 48))
        .doesNotThrowAnyException();
  }

  @Test
  void whoAcceptsTheLossGoesOn() {
    ReadUntil readUntil = restored(Tuple2.of(SHARD, T0.toEpochMilli()));

    assertThatCode(() -> after(Duration.ofHours(49), false).check(readUntil, stream -> 48))
        .doesNotThrowAnyException();
  }

  /** A job that restarts often must not use up what Kinesis lets one ask. */
  @Test
  void kinesisIsAskedOnceAStreamAndNotAtAllAfterAShortStop() throws Exception {
    ReadUntil readUntil =
        restored(
            Tuple2.of("pins/shardId-000000000000", T0.toEpochMilli()),
            Tuple2.of("pins/shardId-000000000001", T0.toEpochMilli()));
    List<String> asked = new ArrayList<>();

    after(Duration.ofHours(23), true).check(readUntil, stream -> count(asked, stream));
    assertThat(asked).isEmpty();

    after(Duration.ofHours(25), true).check(readUntil, stream -> count(asked, stream));
    assertThat(asked).containsExactly("pins");
  }

  private static int count(List<String> asked, String stream) {
    asked.add(stream);
    return 48;
  }

  @Test
  void batchCountsAsReadOnceItIsEmittedAndASilentShardUntilNow() throws Exception {
    ReadUntil readUntil = restored();
    Clock clock = Clock.fixed(T0, ZoneOffset.UTC);
    readUntil.begin(SHARD);
    List<Object> during = new ArrayList<>();

    run(readUntil, clock, 5_000L, RecordPublisherRunResult.INCOMPLETE, during);

    assertThat(during).containsExactly(List.of());
    assertThat(readUntil.entries()).containsExactly(Tuple2.of(SHARD, T0.toEpochMilli() - 5_000));

    run(readUntil, clock, 0L, RecordPublisherRunResult.INCOMPLETE, during);

    assertThat(readUntil.entries()).containsExactly(Tuple2.of(SHARD, T0.toEpochMilli()));
  }

  @Test
  void shardThatEndedIsForgotten() throws Exception {
    ReadUntil readUntil = restored();

    run(readUntil, Clock.systemUTC(), 0L, RecordPublisherRunResult.COMPLETE, new ArrayList<>());

    assertThat(readUntil.entries()).isEmpty();
  }

  private static void run(
      ReadUntil readUntil,
      Clock clock,
      long behind,
      RecordPublisherRunResult result,
      List<Object> during)
      throws InterruptedException {
    RecordPublisher publisher =
        batches -> {
          batches.accept(new RecordBatch(List.of(), HANDLE, behind));
          return result;
        };
    ProgressTrackingFetcher.tracked(publisher, SHARD, clock, readUntil)
        .run(
            batch -> {
              during.add(readUntil.entries());
              return null;
            });
  }

  @Test
  void subtaskKeepsTheShardsItReadsAndTheFirstAllUntilItKnows() {
    Tuple2<String, Long> mine = Tuple2.of(SHARD, T0.toEpochMilli());
    Tuple2<String, Long> others = Tuple2.of("pins/shardId-000000000001", T0.toEpochMilli());
    ReadUntil readUntil = restored(mine, others);

    assertThat(readUntil.entries()).containsExactlyInAnyOrder(mine, others);
    readUntil.begin(SHARD);
    assertThat(readUntil.entries()).containsExactly(mine);
  }

  /** In the consumer's own state, from one run to the next. */
  @Test
  void consumerKeepsItAndChecksItWhenRestored() throws Exception {
    OperatorSubtaskState written = snapshot(new Seed(), null);

    OperatorSubtaskState passedOn = snapshot(consumer(after(Duration.ofHours(23), true)), written);

    assertThatCode(() -> snapshot(consumer(after(Duration.ofHours(24), true)), passedOn))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> snapshot(consumer(after(Duration.ofHours(25), true)), passedOn))
        .as("the endpoint is asked, and is not there")
        .hasStackTraceContaining("Unable to execute HTTP request");
  }

  /** State from before this was kept. */
  @Test
  void consumerStartsFromStateWithoutIt() throws Exception {
    OperatorSubtaskState empty = snapshot(consumer(after(Duration.ZERO, true)), null);

    assertThatCode(() -> snapshot(consumer(after(Duration.ofDays(9), true)), empty))
        .doesNotThrowAnyException();
  }

  private static OperatorSubtaskState snapshot(
      RichParallelSourceFunction<?> function, OperatorSubtaskState from) throws Exception {
    try (var harness =
        new AbstractStreamOperatorTestHarness<>(new StreamSource<>(function), 1, 1, 0)) {
      harness.setup();
      if (from == null) {
        harness.initializeEmptyState();
      } else {
        harness.initializeState(from);
      }
      return harness.snapshot(1, 1);
    }
  }

  private static RetentionAwareConsumer consumer(Retention retention) {
    Properties client = new Properties();
    client.setProperty("aws.region", "us-east-1");
    client.setProperty("aws.endpoint", "http://127.0.0.1:1");
    client.setProperty("aws.credentials.provider", "BASIC");
    client.setProperty("aws.credentials.provider.basic.accesskeyid", "test");
    client.setProperty("aws.credentials.provider.basic.secretkey", "test");
    return new RetentionAwareConsumer(
        List.of("pins"),
        new KinesisEnvelopeDeserializationSchema(new EnumMap<>(Kind.class)),
        client,
        retention);
  }

  @SafeVarargs
  private static ReadUntil restored(Tuple2<String, Long>... entries) {
    List<Tuple2<String, Long>> state = new ArrayList<>();
    for (Tuple2<String, Long> entry : entries) {
      state.add(entry);
    }
    return new ReadUntil(state, true);
  }

  private static Retention after(Duration stop, boolean fails) {
    return new Retention(fails, Clock.fixed(T0.plus(stop), ZoneOffset.UTC));
  }

  /** Leaves the state of a run that read a shard until T0. */
  private static final class Seed extends RichParallelSourceFunction<Object>
      implements CheckpointedFunction {

    private static final long serialVersionUID = 1L;

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
      context
          .getOperatorStateStore()
          .getUnionListState(RetentionAwareConsumer.READ_UNTIL)
          .add(Tuple2.of(SHARD, T0.toEpochMilli()));
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) {}

    @Override
    public void run(SourceContext<Object> context) {}

    @Override
    public void cancel() {}
  }
}

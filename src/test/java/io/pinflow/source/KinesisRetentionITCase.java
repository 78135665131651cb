package io.pinflow.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.pinflow.record.Envelope;
import io.pinflow.record.Kind;
import io.pinflow.testing.LocalStack;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.functions.source.SourceFunction;
import org.apache.flink.streaming.api.operators.StreamSource;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A stop that outlasts the retention of a stream, which is 24 hours where none is set. */
@SuppressWarnings({"deprecation", "try"}) // of the consumer and the harness, which are Flink's
@Tag("soak")
class KinesisRetentionITCase {

  private static final Clock NOW = Clock.systemUTC();
  private static final Clock AFTER_A_LONG_STOP = Clock.offset(NOW, Duration.ofHours(25));

  private final LocalStack stack = LocalStack.with(LocalStack.Service.KINESIS);
  private final String stream = stack.createStream("retention", 1);
  private final Properties client = client(stack);
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void endThreads() {
    threads.shutdownNow();
  }

  @Test
  void stopLongerThanTheRetentionFailsAtTheStart() throws Exception {
    OperatorSubtaskState stopped = readAndStop(null, new Retention(true, NOW), "one");

    assertThatThrownBy(() -> readAndStop(stopped, new Retention(true, AFTER_A_LONG_STOP), "two"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(stream + "/shardId-000000000000=20")
        .hasMessageContaining("set kinesis / on-expired to 'earliest'");
  }

  @Test
  void whoAcceptsTheLossGoesOnAndIsNotAskedAgain() throws Exception {
    OperatorSubtaskState stopped = readAndStop(null, new Retention(true, NOW), "one");

    OperatorSubtaskState late =
        readAndStop(stopped, new Retention(false, AFTER_A_LONG_STOP), "two");

    readAndStop(late, new Retention(true, AFTER_A_LONG_STOP), "three");
  }

  @Test
  void stopWithinTheRetentionIsNone() throws Exception {
    OperatorSubtaskState stopped = readAndStop(null, new Retention(true, NOW), "one");

    Clock later = Clock.offset(NOW, Duration.ofHours(23));

    readAndStop(stopped, new Retention(true, later), "two");
  }

  /** A shard without a record for weeks is read until now all the same. */
  @Test
  void silenceIsNoStop() throws Exception {
    OperatorSubtaskState early = readAndStop(null, new Retention(true, NOW), "one");
    OperatorSubtaskState silent = runAndStop(early, new Retention(false, AFTER_A_LONG_STOP));

    readAndStop(silent, new Retention(true, AFTER_A_LONG_STOP), "two");
  }

  /** What stops before it read anything still knows what was read before. */
  @Test
  void stateThatWasOnlyPassedOnIsNotForgotten() throws Exception {
    OperatorSubtaskState stopped = readAndStop(null, new Retention(true, NOW), "one");

    OperatorSubtaskState passedOn;
    try (Harness harness = harness(new Retention(true, NOW))) {
      harness.initializeState(stopped);
      harness.open();
      passedOn = harness.snapshot(1, 1);
    }

    assertThatThrownBy(() -> readAndStop(passedOn, new Retention(true, AFTER_A_LONG_STOP), "two"))
        .hasMessageContaining("stood still");
  }

  /** Reads until this record, which is put before, has come. */
  private OperatorSubtaskState readAndStop(
      OperatorSubtaskState from, Retention retention, String payload) throws Exception {
    try (Harness harness = harness(retention)) {
      harness.restore(from);
      stack.put(stream, "key", payload.getBytes(UTF_8));
      Collected collected = harness.run(threads);

      assertThat(new String(collected.next().payload, UTF_8)).isEqualTo(payload);
      return harness.stop(collected);
    }
  }

  /** Reads until the shard has been found empty. */
  private OperatorSubtaskState runAndStop(OperatorSubtaskState from, Retention retention)
      throws Exception {
    try (Harness harness = harness(retention)) {
      harness.restore(from);
      return harness.stop(harness.run(threads));
    }
  }

  private Harness harness(Retention retention) throws Exception {
    RetentionAwareConsumer consumer =
        new RetentionAwareConsumer(
            List.of(stream),
            new KinesisEnvelopeDeserializationSchema(Map.of(Kind.PIN, stream)),
            client,
            retention);
    return new Harness(new StreamSource<>(consumer), retention.clock());
  }

  private static Properties client(LocalStack stack) {
    Properties client = new Properties();
    client.setProperty("aws.region", LocalStack.REGION);
    client.setProperty("aws.endpoint", stack.kinesisEndpoint());
    client.setProperty("aws.credentials.provider", "BASIC");
    client.setProperty("aws.credentials.provider.basic.accesskeyid", LocalStack.CREDENTIAL);
    client.setProperty("aws.credentials.provider.basic.secretkey", LocalStack.CREDENTIAL);
    client.setProperty("flink.stream.initpos", "TRIM_HORIZON");
    return client;
  }

  /** The consumer as the only subtask of its operator. */
  private static final class Harness extends AbstractStreamOperatorTestHarness<Envelope> {

    private final RetentionAwareConsumer consumer;
    private final StreamSource<Envelope, ?> operator;
    private final long begun;

    private Harness(StreamSource<Envelope, RetentionAwareConsumer> operator, Clock clock)
        throws Exception {
      super(operator, 1, 1, 0);
      this.operator = operator;
      this.consumer = operator.getUserFunction();
      this.begun = clock.millis();
      setup();
    }

    void restore(OperatorSubtaskState state) throws Exception {
      if (state == null) {
        initializeEmptyState();
      } else {
        initializeState(state);
      }
      open();
    }

    Collected run(ExecutorService threads) {
      Collected collected = new Collected();
      threads.submit(
          () -> {
            consumer.run(collected);
            return null;
          });
      return collected;
    }

    OperatorSubtaskState stop(Collected collected) {
      AtomicReference<OperatorSubtaskState> last = new AtomicReference<>();
      await("the shard to be read until now")
          .until(
              () -> {
                synchronized (collected.getCheckpointLock()) {
                  last.set(snapshot(1, 1));
                }
                return readUntil() >= begun;
              });
      return last.get();
    }

    private long readUntil() throws Exception {
      long latest = Long.MIN_VALUE;
      for (Tuple2<String, Long> shard :
          operator
              .getOperatorStateBackend()
              .getUnionListState(RetentionAwareConsumer.READ_UNTIL)
              .get()) {
        latest = Math.max(latest, shard.f1);
      }
      return latest;
    }

    @Override
    public void close() throws Exception {
      consumer.cancel();
      super.close();
    }
  }

  private static final class Collected implements SourceFunction.SourceContext<Envelope> {

    private final Object lock = new Object();
    private final LinkedBlockingQueue<Envelope> envelopes = new LinkedBlockingQueue<>();

    Envelope next() throws InterruptedException {
      return envelopes.poll(30, TimeUnit.SECONDS);
    }

    @Override
    public void collect(Envelope envelope) {
      envelopes.add(envelope);
    }

    @Override
    public void collectWithTimestamp(Envelope envelope, long timestamp) {
      envelopes.add(envelope);
    }

    @Override
    public void emitWatermark(Watermark mark) {}

    @Override
    public void markAsTemporarilyIdle() {}

    @Override
    public Object getCheckpointLock() {
      return lock;
    }

    @Override
    public void close() {}
  }
}

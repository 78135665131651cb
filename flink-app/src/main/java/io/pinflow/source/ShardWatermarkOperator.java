package io.pinflow.source;

import io.pinflow.config.TimeConfig;
import io.pinflow.record.Channel;
import io.pinflow.record.Envelope;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.operators.ProcessingTimeService.ProcessingTimeCallback;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Arrival times and watermarks of the Kinesis source: future times are clamped, and the watermark
 * is the minimum over the shards this subtask reads.
 *
 * <p>Chained behind the consumer, whose own watermarking lets time jump. The operator learns of a
 * shard by its first record, so for {@code idle-after} from the start it emits nothing: until then
 * a shard yet unheard of may still begin with old records. Time spent emitting (back-pressure) does
 * not count as silence of any shard.
 */
final class ShardWatermarkOperator extends AbstractStreamOperator<Envelope>
    implements OneInputStreamOperator<Envelope, Envelope>, ProcessingTimeCallback {

  private static final long serialVersionUID = 1L;

  private final TimeConfig time;
  private final ArrivalClock arrival;
  private transient SteadyClock clock;
  private transient Map<String, SplitProgress> shards;
  private transient SplitProgress unheard;
  private transient long emittingMillis;
  private transient long emitted;

  ShardWatermarkOperator(TimeConfig time) {
    this.time = time;
    this.arrival = new ArrivalClock(Channel.KINESIS, time.futureBound());
    chainingStrategy = ChainingStrategy.ALWAYS;
  }

  @Override
  public void open() throws Exception {
    super.open();
    clock = new SteadyClock(getProcessingTimeService().getClock());
    arrival.open(getMetricGroup(), clock);
    shards = new HashMap<>();
    unheard = new SplitProgress(time, activeNow());
    emitted = Long.MIN_VALUE;
    scheduleNext();
  }

  @Override
  public void processElement(StreamRecord<Envelope> element) {
    Envelope envelope = element.getValue();
    envelope.arrivalTime = arrival.arrivalTime(envelope.arrivalTime);
    clock.seen(envelope.arrivalTime);
    SplitProgress shard =
        shards.computeIfAbsent(
            envelope.stream + '/' + envelope.partition,
            ignored -> new SplitProgress(time, activeNow()));
    shard.arrived(envelope.arrivalTime);
    element.setTimestamp(envelope.arrivalTime);
    long before = clock.passed();
    output.collect(element);
    emittingMillis += clock.passed() - before;
    shard.active(activeNow());
  }

  @Override
  public void onProcessingTime(long timestamp) {
    long active = activeNow();
    long now = clock.now();
    long watermark = unheard.watermark(active, now);
    for (SplitProgress shard : shards.values()) {
      watermark = Math.min(watermark, shard.watermark(active, now));
    }
    if (watermark > emitted) {
      emitted = watermark;
      output.emitWatermark(new Watermark(watermark));
    }
    scheduleNext();
  }

  /** Only the end of the stream passes; all else is decided here. */
  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (mark.equals(Watermark.MAX_WATERMARK)) {
      super.processWatermark(mark);
    }
  }

  @Override
  public void processWatermarkStatus(WatermarkStatus status) {
    // a subtask without shards follows our clock like a silent shard, so it is never idle
  }

  private void scheduleNext() {
    long interval = getExecutionConfig().getAutoWatermarkInterval();
    ProcessingTimeService timers = getProcessingTimeService();
    timers.registerTimer(timers.getCurrentProcessingTime() + interval, this);
  }

  private long activeNow() {
    return clock.passed() - emittingMillis;
  }
}

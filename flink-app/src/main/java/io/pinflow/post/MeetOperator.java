package io.pinflow.post;

import io.pinflow.delta.TableRow;
import io.pinflow.record.Kind;
import io.pinflow.record.RowTypes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractInput;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorV2;
import org.apache.flink.streaming.api.operators.Input;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.MultipleInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.TimestampData;

/**
 * De-duplicates the three kinds and assembles posts, on one key, {@code ind}.
 *
 * <p>A part seen for the first time passes straight through to its silver table; a repeat is
 * counted; a different delivery becomes a dead letter. With its third part the post is emitted. Its
 * arrival time lies after this operator's watermark, of this run and of those before, so no window
 * ever sees a late post.
 */
@SuppressWarnings("serial") // made by its factory on the task, never serialised
final class MeetOperator extends AbstractStreamOperatorV2<TableRow>
    implements MultipleInputStreamOperator<TableRow>, Triggerable<Integer, VoidNamespace> {

  private static final int POST_ARRIVAL = RowTypes.POST.getFieldIndex(RowTypes.ARRIVAL_TIME);
  private static final long NEVER = Long.MAX_VALUE;

  /** RocksDB asks for the time anew after so many entries; each time it attaches to the JVM. */
  private static final long ENTRIES_BETWEEN_CLOCKS = 100_000;

  private final MeetConfig meet;
  private final Map<Kind, Part> parts = new EnumMap<>(Kind.class);

  @SuppressWarnings("rawtypes")
  private final List<Input> inputs = new ArrayList<>();

  private final KnownPosts known = new KnownPosts();
  private final Bundle bundle = new Bundle();
  private final TableRow tableRow = new TableRow();
  private final StreamRecord<TableRow> record = new StreamRecord<>(tableRow);
  private final MeetMetrics counters;
  private final MeetDeadLetters deadLetters;

  private RunFacts facts;
  private ValueState<PostState> states;
  private InternalTimerService<VoidNamespace> timers;
  private long passedWatermark;
  private long earliestDeadline = NEVER;

  MeetOperator(StreamOperatorParameters<TableRow> parameters, MeetConfig meet) {
    super(parameters, PostState.KINDS);
    this.meet = meet;
    this.counters = new MeetMetrics(getMetricGroup());
    this.deadLetters = new MeetDeadLetters(meet.maxPayloadBytes);
    for (Kind kind : Kind.values()) {
      parts.put(kind, new Part(kind));
      inputs.add(new PartInput(kind));
    }
  }

  @Override
  @SuppressWarnings("rawtypes")
  public List<Input> getInputs() {
    return inputs;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    facts = new RunFacts(context.getOperatorStateStore(), meet);
    passedWatermark = facts.restore();
    ValueStateDescriptor<PostState> descriptor =
        new ValueStateDescriptor<>("post", PostStateSerializer.INSTANCE);
    descriptor.enableTimeToLive(
        StateTtlConfig.newBuilder(Duration.ofMillis(meet.ttl))
            .setUpdateType(StateTtlConfig.UpdateType.OnCreateAndWrite)
            .setStateVisibility(StateTtlConfig.StateVisibility.NeverReturnExpired)
            .cleanupInRocksdbCompactFilter(ENTRIES_BETWEEN_CLOCKS)
            .build());
    states = context.getKeyedStateStore().getState(descriptor);
    if (context.isRestored()) {
      try (Stream<Integer> inds =
          this.<Integer>getKeyedStateBackend()
              .getKeys(descriptor.getName(), VoidNamespace.INSTANCE)) {
        known.addAll(inds);
      }
    }
    timers = getInternalTimerService("unmatched", VoidNamespaceSerializer.INSTANCE, this);
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    flush();
    facts.snapshot(passedWatermark);
  }

  private void meet(Kind kind, RowData cleaned) throws Exception {
    int ind = cleaned.getInt(0);
    PostState state = load(ind);
    Part part = parts.get(kind);
    long fingerprint = part.fingerprint.of(cleaned);
    if (!state.hasSeen(kind)) {
      accept(part, cleaned, fingerprint, state);
    } else if (state.isRepeat(kind, fingerprint)) {
      counters.repeated(kind, part.origin(cleaned).channel).inc();
    } else {
      counters.conflicting(kind, part.origin(cleaned).channel).inc();
      report(deadLetters.conflicting(part, cleaned));
    }
  }

  private void accept(Part part, RowData cleaned, long fingerprint, PostState state) {
    emit(part.kind.ordinal(), cleaned);
    part.fields.copy(cleaned, state.post);
    long arrival = part.arrivalTime(cleaned);
    state.see(part.kind, fingerprint, arrival, Math.max(arrival, passedWatermark) + meet.timeout);
    if (state.isComplete()) {
      complete(state);
    } else {
      earliestDeadline = Math.min(earliestDeadline, state.deadline);
    }
  }

  private void complete(PostState state) {
    long arrival = Math.max(state.latestArrival, passedWatermark + 1);
    state.post.setField(POST_ARRIVAL, TimestampData.fromEpochMillis(arrival));
    emit(Meet.POSTS, state.post);
    output.collect(Meet.POSTS_FOR_INSIGHTS, new StreamRecord<>(state.post, arrival));
    counters.met.inc();
    if (state.hasTimer) {
      timers.deleteEventTimeTimer(VoidNamespace.INSTANCE, state.deadline);
    }
    state.complete();
  }

  private void emit(int table, RowData row) {
    tableRow.set(table, row);
    output.collect(record.replace(tableRow));
  }

  private void report(RowData deadLetter) {
    output.collect(Meet.DEAD_LETTERS, new StreamRecord<>(deadLetter));
  }

  private PostState load(int ind) throws Exception {
    PostState state = bundle.get(ind);
    if (state == null) {
      if (bundle.isFull()) {
        write(bundle.makeRoom());
        setCurrentKey(ind);
      }
      state = known.add(ind) ? states.value() : null;
      state = state == null ? PostState.empty() : state;
      bundle.put(ind, state);
    }
    return state;
  }

  private void flush() throws Exception {
    write(bundle.drain());
    earliestDeadline = NEVER;
  }

  private void write(Map<Integer, PostState> posts) throws Exception {
    for (Map.Entry<Integer, PostState> entry : posts.entrySet()) {
      setCurrentKey(entry.getKey());
      PostState state = entry.getValue();
      if (!state.isComplete() && !state.hasTimer && !state.reported) {
        timers.registerEventTimeTimer(VoidNamespace.INSTANCE, state.deadline);
        state.hasTimer = true;
      }
      states.update(state);
    }
  }

  @Override
  public void onEventTime(InternalTimer<Integer, VoidNamespace> timer) throws Exception {
    PostState state = load(timer.getKey());
    state.hasTimer = false;
    if (!state.isComplete() && !state.reported) {
      state.reported = true;
      counters.unmatched.inc();
      report(deadLetters.unmatched(timer.getKey(), state));
    }
  }

  @Override
  public void onProcessingTime(InternalTimer<Integer, VoidNamespace> timer) {
    throw new IllegalStateException("no processing-time timer is ever set");
  }

  /** Timers due by this watermark must be set before it passes. */
  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (mark.getTimestamp() >= earliestDeadline) {
      flush();
    }
    passedWatermark = Math.max(passedWatermark, mark.getTimestamp());
    super.processWatermark(mark);
  }

  /** Idle inputs do not hold the watermark back, but the windows behind are never told of it. */
  @Override
  public void processWatermarkStatus(WatermarkStatus status, int inputId) throws Exception {
    if (combinedWatermark.updateStatus(inputId - 1, status.isIdle())) {
      processWatermark(new Watermark(combinedWatermark.getCombinedWatermark()));
    }
  }

  @SuppressWarnings("unchecked") // Flink's raw getRecordProcessor, inherited
  private final class PartInput extends AbstractInput<RowData, TableRow> {
    private final Kind kind;

    PartInput(Kind kind) {
      super(MeetOperator.this, kind.ordinal() + 1);
      this.kind = kind;
    }

    @Override
    public void processElement(StreamRecord<RowData> element) throws Exception {
      meet(kind, element.getValue());
    }
  }
}

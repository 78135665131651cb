package io.pinflow.testing;

import io.pinflow.record.Envelope;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Counts the records behind a source. The count is state, so that records read again after a
 * failure count once, and it can be compared with the number sent.
 */
final class Turnstile extends ProcessFunction<Envelope, Envelope> implements CheckpointedFunction {

  private static final long serialVersionUID = 1L;

  /** By run, then by channel and subtask. */
  private static final Map<String, Map<String, AtomicLong>> PASSED = new ConcurrentHashMap<>();

  private final String run;
  private final String channel;
  private transient ListState<Long> state;
  private transient AtomicLong passed;

  Turnstile(String run, String channel) {
    this.run = run;
    this.channel = channel;
  }

  /** How many records of a run have passed, each counted once. */
  static long passed(String run) {
    return PASSED.getOrDefault(run, Map.of()).values().stream().mapToLong(AtomicLong::get).sum();
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    state =
        context
            .getOperatorStateStore()
            .getListState(new ListStateDescriptor<>("passed", Types.LONG));
    long restored = 0;
    for (Long part : state.get()) {
      restored += part;
    }
    passed = new AtomicLong(restored);
    PASSED
        .computeIfAbsent(run, ignored -> new ConcurrentHashMap<>())
        .put(channel + getRuntimeContext().getTaskInfo().getIndexOfThisSubtask(), passed);
  }

  @Override
  public void processElement(Envelope record, Context context, Collector<Envelope> out) {
    passed.setRelease(passed.getPlain() + 1);
    out.collect(record);
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    state.update(List.of(passed.get()));
  }
}

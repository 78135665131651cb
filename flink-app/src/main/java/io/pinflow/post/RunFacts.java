package io.pinflow.post;

import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * What a run leaves to the next: the watermark it passed and whether it was bounded.
 *
 * <p>Kept in union state: every subtask restores the maximum, so no post is put into a window that
 * an earlier run, of whatever parallelism, had already closed.
 */
final class RunFacts {

  private final ListState<Long> watermarks;
  private final ListState<Boolean> boundedness;
  private final boolean bounded;

  RunFacts(OperatorStateStore store, boolean bounded) throws Exception {
    this.watermarks = store.getUnionListState(new ListStateDescriptor<>("watermark", Types.LONG));
    this.boundedness = store.getUnionListState(new ListStateDescriptor<>("bounded", Types.BOOLEAN));
    this.bounded = bounded;
  }

  /**
   * The highest watermark any subtask had passed, Long.MIN_VALUE on a fresh start.
   *
   * @throws IllegalStateException if the state cannot be resumed with this configuration
   */
  long restore() throws Exception {
    for (boolean wasBounded : boundedness.get()) {
      if (wasBounded != bounded) {
        throw new IllegalStateException(
            "kafka / bounded is '"
                + bounded
                + "', but the state to resume from is of a run with '"
                + wasBounded
                + "', and the source would read nothing; restore the former value, or start without"
                + " state");
      }
    }
    long highest = Long.MIN_VALUE;
    for (long watermark : watermarks.get()) {
      highest = Math.max(highest, watermark);
    }
    if (highest == Long.MAX_VALUE) {
      throw new IllegalStateException(
          "the state to resume from was taken at the end of the input (a bounded run, or a stop with"
              + " drain), where all windows are closed for good; resume from a savepoint taken"
              + " without drain, or start without state");
    }
    return highest;
  }

  void snapshot(long watermark) throws Exception {
    watermarks.update(List.of(watermark));
    boundedness.update(List.of(bounded));
  }
}

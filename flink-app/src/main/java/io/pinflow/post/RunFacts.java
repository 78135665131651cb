package io.pinflow.post;

import java.util.Iterator;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * What a run leaves to the next: the watermark it passed, and what may not change between them.
 *
 * <p>Kept in union state: every subtask restores the maximum, so no post is put into a window that
 * an earlier run, of whatever parallelism, had already closed.
 */
final class RunFacts {

  private final ListState<Long> watermarks;
  private final ListState<Boolean> boundedness;
  private final ListState<Long> windows;
  private final MeetConfig config;

  RunFacts(OperatorStateStore store, MeetConfig config) throws Exception {
    this.watermarks = store.getUnionListState(new ListStateDescriptor<>("watermark", Types.LONG));
    this.boundedness = store.getUnionListState(new ListStateDescriptor<>("bounded", Types.BOOLEAN));
    this.windows =
        store.getUnionListState(new ListStateDescriptor<>("window-size-and-offset", Types.LONG));
    this.config = config;
  }

  /**
   * The highest watermark any subtask had passed, Long.MIN_VALUE on a fresh start.
   *
   * @throws IllegalStateException if the state cannot be resumed with this configuration
   */
  long restore() throws Exception {
    for (boolean wasBounded : boundedness.get()) {
      refuseChange("kafka / bounded", wasBounded, config.bounded, "the source would read nothing");
    }
    Iterator<Long> window = windows.get().iterator();
    while (window.hasNext()) {
      String reason = "windows that are open would never match";
      refuseChange(
          "insights / window.size", millis(window.next()), millis(config.windowSize), reason);
      refuseChange(
          "insights / window.offset", millis(window.next()), millis(config.windowOffset), reason);
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
    boundedness.update(List.of(config.bounded));
    windows.update(List.of(config.windowSize, config.windowOffset));
  }

  private static String millis(long millis) {
    return millis + " ms";
  }

  private static void refuseChange(String key, Object was, Object is, String reason) {
    if (!was.equals(is)) {
      throw new IllegalStateException(
          key
              + " is '"
              + is
              + "', but the state to resume from is of a run with '"
              + was
              + "', and "
              + reason
              + "; restore the former value, or start without state");
    }
  }
}

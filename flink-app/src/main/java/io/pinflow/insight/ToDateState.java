package io.pinflow.insight;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.RowKind;

/** The present result of a to-date insight, and from when to when it counts. */
final class ToDateState {

  private static final long NEVER = Long.MIN_VALUE;

  private final RowDataSerializer serializer;
  private final Map<RowData, Integer> result = new HashMap<>();
  private final ListState<RowData> storedResult;
  private final ListState<Long> storedTimes;
  private long asOf = NEVER;
  private long countingSince = NEVER;
  private long emittedAsOf = NEVER;

  /** Restores what a former run left. */
  ToDateState(OperatorStateStore store, RowType type) throws Exception {
    serializer = new RowDataSerializer(type);
    storedResult = store.getListState(new ListStateDescriptor<>("result", serializer));
    storedTimes =
        store.getListState(
            new ListStateDescriptor<>("as-of-counting-since-emitted-as-of", Types.LONG));
    storedResult.get().forEach(this::change);
    List<Long> times = new ArrayList<>();
    storedTimes.get().forEach(times::add);
    if (!times.isEmpty()) {
      asOf = times.get(0);
      countingSince = times.get(1);
      emittedAsOf = times.get(2);
    }
  }

  void snapshot() throws Exception {
    storedResult.update(rows());
    storedTimes.update(List.of(asOf, countingSince, emittedAsOf));
  }

  /** Takes one change of the result: a row that comes or goes. */
  void change(RowData change) {
    boolean comes =
        change.getRowKind() == RowKind.INSERT || change.getRowKind() == RowKind.UPDATE_AFTER;
    RowData row = serializer.toBinaryRow(change).copy();
    row.setRowKind(RowKind.INSERT);
    result.merge(row, comes ? 1 : -1, (one, other) -> one + other == 0 ? null : one + other);
  }

  /** Counts the window, of this size, that ends here. */
  void close(long windowEnd, long size) {
    asOf = Math.max(asOf, windowEnd);
    if (countingSince == NEVER) {
      countingSince = windowEnd - size;
    }
  }

  /** Whether windows were closed that the last state emitted does not count. */
  boolean isChanged() {
    return asOf != emittedAsOf;
  }

  void emitted() {
    emittedAsOf = asOf;
  }

  /** Every row as often as the result has it. */
  List<RowData> rows() {
    List<RowData> rows = new ArrayList<>();
    result.forEach((row, times) -> rows.addAll(Collections.nCopies(times, row)));
    return rows;
  }

  long asOf() {
    return asOf;
  }

  long countingSince() {
    return countingSince;
  }
}

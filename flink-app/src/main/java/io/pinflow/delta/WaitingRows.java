package io.pinflow.delta;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.binary.BinaryRowData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.table.types.logical.RowType;

/** Rows of partitions that have no file open yet, in the order of their coming. */
final class WaitingRows {

  /** Of an object and its place in a list, roughly. */
  private static final int OVERHEAD_BYTES = 80;

  private final RowDataSerializer serializer;
  private final Map<List<Object>, Rows> partitions = new LinkedHashMap<>();
  private long bytes;

  WaitingRows(RowType rowType) {
    this.serializer = new RowDataSerializer(rowType);
  }

  void add(List<Object> partition, RowData row) {
    BinaryRowData copy = serializer.toBinaryRow(row).copy();
    Rows rows = partitions.computeIfAbsent(partition, key -> new Rows());
    rows.list.add(copy);
    rows.bytes += copy.getSizeInBytes() + OVERHEAD_BYTES;
    bytes += copy.getSizeInBytes() + OVERHEAD_BYTES;
  }

  /** On the heap. */
  long bytes() {
    return bytes;
  }

  List<List<Object>> partitions() {
    return new ArrayList<>(partitions.keySet());
  }

  /** The partitions of most bytes, which hold half of all. */
  List<List<Object>> largest() {
    List<List<Object>> descending =
        partitions.entrySet().stream()
            .sorted(Comparator.comparingLong(entry -> -entry.getValue().bytes))
            .map(Map.Entry::getKey)
            .collect(Collectors.toList());
    long held = 0;
    int count = 0;
    while (2 * held < bytes) {
      held += partitions.get(descending.get(count++)).bytes;
    }
    return descending.subList(0, count);
  }

  /** The rows of a partition, which wait no longer. */
  List<? extends RowData> take(List<Object> partition) {
    Rows rows = partitions.remove(partition);
    bytes -= rows.bytes;
    return rows.list;
  }

  void clear() {
    partitions.clear();
    bytes = 0;
  }

  private static final class Rows {

    private final List<BinaryRowData> list = new ArrayList<>();
    private long bytes;
  }
}

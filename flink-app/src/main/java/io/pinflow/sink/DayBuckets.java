package io.pinflow.sink;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;
import org.apache.flink.util.function.SerializableFunction;

/** Puts elements into one folder for each day (UTC) of their arrival. */
final class DayBuckets<T> implements BucketAssigner<T, String> {

  private static final long serialVersionUID = 1L;
  private static final long DAY_MILLIS = 86_400_000;

  /** Days arrive nearly in order; past this, the names of the oldest need not be remembered. */
  private static final int MAX_REMEMBERED = 1_000;

  private final SerializableFunction<T, String> folder;
  private final SerializableFunction<T, Long> arrivalTime;
  private transient Map<String, Map<Long, String>> buckets;

  /**
   * @param folder what stands before the day, such as {@code kind=pin/}
   * @param arrivalTime milliseconds since the epoch
   */
  DayBuckets(SerializableFunction<T, String> folder, SerializableFunction<T, Long> arrivalTime) {
    this.folder = folder;
    this.arrivalTime = arrivalTime;
  }

  @Override
  public String getBucketId(T element, Context context) {
    String parent = folder.apply(element);
    long day = Math.floorDiv(arrivalTime.apply(element), DAY_MILLIS);
    buckets = buckets == null ? new HashMap<>() : buckets;
    Map<Long, String> days = buckets.computeIfAbsent(parent, ignored -> new HashMap<>());
    if (days.size() > MAX_REMEMBERED) {
      days.clear();
    }
    return days.computeIfAbsent(day, d -> parent + "date=" + LocalDate.ofEpochDay(d));
  }

  @Override
  public SimpleVersionedSerializer<String> getSerializer() {
    return SimpleVersionedStringSerializer.INSTANCE;
  }
}

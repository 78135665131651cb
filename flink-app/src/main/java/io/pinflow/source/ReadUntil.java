package io.pinflow.source;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.apache.flink.api.java.tuple.Tuple2;

/**
 * Until when each shard has been read: whatever arrived before has been emitted.
 *
 * <p>What is restored is that of all subtasks. Each keeps what it reads itself; until it knows what
 * that is, the first one keeps everything. The threads that read the shards write here.
 */
final class ReadUntil {

  private final Map<String, Long> restored = new HashMap<>();
  private final Map<String, Long> reading = new ConcurrentHashMap<>();
  private boolean keepsRestored;

  ReadUntil(Iterable<Tuple2<String, Long>> restored, boolean keepsRestored) {
    restored.forEach(entry -> this.restored.merge(entry.f0, entry.f1, Math::max));
    this.keepsRestored = keepsRestored;
  }

  static String shard(String stream, String shardId) {
    return stream + '/' + shardId;
  }

  static String stream(String shard) {
    return shard.substring(0, shard.lastIndexOf('/'));
  }

  void forEachRestored(BiConsumer<String, Instant> check) {
    restored.forEach((shard, millis) -> check.accept(shard, Instant.ofEpochMilli(millis)));
  }

  /** Reading of this shard begins where it was left. */
  void begin(String shard) {
    keepsRestored = false;
    if (restored.containsKey(shard)) {
      reading.putIfAbsent(shard, restored.get(shard));
    }
  }

  void reached(String shard, long millis) {
    reading.merge(shard, millis, Math::max);
  }

  /** Nothing more will ever come from this shard. */
  void end(String shard) {
    reading.remove(shard);
  }

  List<Tuple2<String, Long>> entries() {
    return (keepsRestored ? restored : reading)
        .entrySet().stream()
            .map(entry -> Tuple2.of(entry.getKey(), entry.getValue()))
            .collect(Collectors.toList());
  }
}

package io.pinflow.local;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts what was acknowledged, live and for the account at the end. */
final class Tally implements Receipts {

  private final LongAdder records = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final Map<Enum<?>, LongAdder> counts = new LinkedHashMap<>();
  private final Map<Kind, LongAdder> broken = Kinds.map(kind -> new LongAdder());

  /** Posts, first deliveries only; set by the one thread that sends. */
  private volatile long posts;

  Tally() {
    for (Enum<?>[] group : new Enum<?>[][] {Channel.values(), Kind.values(), Fault.values()}) {
      for (Enum<?> each : group) {
        counts.put(each, new LongAdder());
      }
    }
  }

  @Override
  public void take(Acknowledged record) {
    Delivery delivery = record.delivery();
    records.increment();
    bytes.add(delivery.payload() == null ? 0 : delivery.payload().length);
    counts.get(record.channel()).increment();
    counts.get(delivery.kind()).increment();
    if (delivery.fault() != null) {
      counts.get(delivery.fault()).increment();
      broken.get(delivery.kind()).increment();
    }
  }

  long records() {
    return records.sum();
  }

  long bytes() {
    return bytes.sum();
  }

  long posts() {
    return posts;
  }

  void posts(long sent) {
    posts = sent;
  }

  long of(Enum<?> group) {
    return counts.get(group).sum();
  }
}

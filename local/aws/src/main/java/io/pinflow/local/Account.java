package io.pinflow.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** What a run of the poster sent, for the person and for tests that expect it in the tables. */
final class Account {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<Kind, Long> parts = new EnumMap<>(Kinds.map(kind -> 0L));
  private final Map<Fault, Long> faults = new EnumMap<>(Fault.class);
  private long posts;
  private long complete;
  private long repeats;
  private long quoted;

  void post(Set<Kind> sent) {
    posts++;
    sent.forEach(kind -> parts.merge(kind, 1L, Long::sum));
    if (sent.size() == Kind.values().length) {
      complete++;
    } else {
      fault(Fault.UNMATCHED_PARTS);
    }
  }

  void fault(Fault fault) {
    faults.merge(fault, 1L, Long::sum);
  }

  void repeat() {
    repeats++;
  }

  void quoted() {
    quoted++;
  }

  /** Posts all of whose parts were sent. */
  long complete() {
    return complete;
  }

  long conflicts() {
    return faults.getOrDefault(Fault.CONFLICTING_DUPLICATE, 0L);
  }

  /** Records that cannot be decoded. */
  long rejected() {
    long all = faults.values().stream().mapToLong(Long::longValue).sum();
    return all - conflicts() - faults.getOrDefault(Fault.UNMATCHED_PARTS, 0L);
  }

  /**
   * {@code expected} is what the tables hold once all is read and, for {@code unmatched_parts}, the
   * meeting time is over or the input has ended.
   */
  ObjectNode json(Tally tally, double seconds) {
    ObjectNode json = sent(tally, seconds);
    json.put("posts", posts).put("repeated_deliveries", repeats).put("quoted_records", quoted);
    ObjectNode expected = json.putObject("expected");
    parts.forEach((kind, count) -> expected.put(kind.label() + "_table", count));
    expected.put("posts", complete);
    ObjectNode deadLetters = expected.putObject("dead_letters");
    faults.forEach((fault, count) -> deadLetters.put(fault.label(), count));
    return json;
  }

  /** The part that is known of any run: what was acknowledged. */
  static ObjectNode sent(Tally tally, double seconds) {
    ObjectNode json = JSON.createObjectNode();
    json.put("records", tally.records()).put("bytes", tally.bytes());
    json.put("seconds", Math.round(seconds * 1_000) / 1e3);
    ObjectNode channels = json.putObject("by_channel");
    for (Channel channel : Channel.values()) {
      channels.put(channel.label(), tally.of(channel));
    }
    ObjectNode kinds = json.putObject("by_kind");
    for (Kind kind : Kind.values()) {
      kinds.put(kind.label(), tally.of(kind));
    }
    ObjectNode broken = json.putObject("broken_records");
    for (Fault fault : Fault.values()) {
      if (fault != Fault.UNMATCHED_PARTS) {
        broken.put(fault.label(), tally.of(fault));
      }
    }
    return json;
  }
}

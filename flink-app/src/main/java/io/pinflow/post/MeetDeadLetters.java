package io.pinflow.post;

import io.pinflow.record.DeadLetters;
import io.pinflow.record.Kind;
import io.pinflow.record.Reason;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.TimestampData;

/** What the meeting reports instead of a row or a post. */
final class MeetDeadLetters {

  private final int maxPayloadBytes;

  MeetDeadLetters(int maxPayloadBytes) {
    this.maxPayloadBytes = maxPayloadBytes;
  }

  /** A delivery that cleans to another row than the first; its cleaned row is the payload. */
  RowData conflicting(Part part, RowData cleaned) {
    return DeadLetters.of(
        Reason.CONFLICTING_DUPLICATE,
        "another " + part.kind.label() + " with this ind came first and is kept",
        part.kind,
        part.origin(cleaned),
        TimestampData.fromEpochMillis(part.arrivalTime(cleaned)),
        cleaned.getInt(0),
        part.json.toBytes(cleaned),
        maxPayloadBytes);
  }

  /** A post whose parts have not met in time. */
  RowData unmatched(int ind, PostState state) {
    return DeadLetters.of(
        Reason.UNMATCHED_PARTS,
        "missing: " + kinds(kind -> !state.hasSeen(kind)) + "; seen: " + kinds(state::hasSeen),
        null,
        null,
        TimestampData.fromEpochMillis(state.latestArrival),
        ind,
        null,
        maxPayloadBytes);
  }

  private static String kinds(Predicate<Kind> which) {
    return Arrays.stream(Kind.values())
        .filter(which)
        .map(Kind::label)
        .collect(Collectors.joining(", "));
  }
}

package io.pinflow.post;

import io.pinflow.record.Kind;
import io.pinflow.record.RowTypes;
import org.apache.flink.table.data.GenericRowData;

/**
 * What is remembered of one {@code ind}: a fingerprint for each part seen, and, until the post is
 * complete, the fields of {@link RowTypes#POST} known so far.
 *
 * <p>Mutable; belongs to one operator's bundle or state at a time.
 */
final class PostState {

  static final int KINDS = Kind.values().length;
  private static final int ALL_SEEN = (1 << KINDS) - 1;

  /** Bit {@code kind.ordinal()} is set once a part of that kind was seen. */
  int seen;

  final long[] fingerprints = new long[KINDS];

  /** Version of the cleaning rules behind each fingerprint. */
  final int[] rulesVersions = new int[KINDS];

  /** Known fields; null once the post is complete. */
  GenericRowData post;

  /** Latest arrival of the parts seen, in milliseconds; 0 once complete. */
  long latestArrival;

  /** Event time at which the post is reported as unmatched; 0 once complete. */
  long deadline;

  /** Whether a timer at {@link #deadline} is set. */
  boolean hasTimer;

  /** Whether the post was reported as unmatched. */
  boolean reported;

  static PostState empty() {
    PostState state = new PostState();
    state.post = new GenericRowData(RowTypes.POST.getFieldCount());
    return state;
  }

  boolean hasSeen(Kind kind) {
    return (seen & (1 << kind.ordinal())) != 0;
  }

  boolean isComplete() {
    return seen == ALL_SEEN;
  }

  /** Whether a repeat of this fingerprint is the row already seen, as far as the rules can tell. */
  boolean isRepeat(Kind kind, long fingerprint) {
    boolean sameRules = rulesVersions[kind.ordinal()] == RowTypes.CLEANING_VERSION;
    return !sameRules || fingerprints[kind.ordinal()] == fingerprint;
  }

  /** The deadline of the part seen first stands. */
  void see(Kind kind, long fingerprint, long arrivalTime, long itsDeadline) {
    deadline = seen == 0 ? itsDeadline : deadline;
    latestArrival = Math.max(latestArrival, arrivalTime);
    seen |= 1 << kind.ordinal();
    fingerprints[kind.ordinal()] = fingerprint;
    rulesVersions[kind.ordinal()] = RowTypes.CLEANING_VERSION;
  }

  /** Forgets all that a complete post does not need. */
  void complete() {
    post = null;
    latestArrival = 0;
    deadline = 0;
    hasTimer = false;
  }
}

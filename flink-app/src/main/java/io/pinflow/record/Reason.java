package io.pinflow.record;

import java.util.Locale;

/** Why a record, or an incomplete post, became a dead letter. */
public enum Reason {
  /** Empty, a tombstone, malformed JSON, trailing text, a byte order mark, invalid UTF-8. */
  NOT_JSON,
  /** JSON, but not an object (after unwrapping one level of quoting). */
  NOT_AN_OBJECT,
  /** No usable integer under {@code ind} or {@code index}, or two that differ. */
  NO_IND,
  /** Fields of another kind and none of its own. */
  WRONG_KIND,
  /** More bytes than {@code records.max-bytes}. */
  TOO_LARGE,
  /** Nested deeper than {@code records.max-depth}. */
  TOO_DEEP,
  /** Cleans to another row than the delivery of this kind and {@code ind} that came first. */
  CONFLICTING_DUPLICATE,
  /** The three parts of a post have not met within {@code posts.meeting.timeout}. */
  UNMATCHED_PARTS;

  /** The name as the dead letters spell it, such as {@code not_json}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}

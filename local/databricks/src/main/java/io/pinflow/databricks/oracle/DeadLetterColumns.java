package io.pinflow.databricks.oracle;

/**
 * What of a dead letter is decided by the records: the payload of a conflict and the origin of an
 * incomplete post are not.
 *
 * @param origins whether the sent records know their positions
 * @param incomplete whether every incomplete post must have been reported
 */
record DeadLetterColumns(boolean origins, boolean incomplete) {

  private static final String ORIGIN = ", channel, stream, `partition`, position";

  String names() {
    return "reason, kind, ind, payload, payload_size" + (origins ? ORIGIN : "");
  }

  /** The comparable part of a view of dead letters. */
  String of(String view) {
    return """
        SELECT reason, ind%s,
          CASE WHEN reason <> 'unmatched_parts' THEN kind END AS kind,
          CASE WHEN reason NOT IN ('unmatched_parts', 'conflicting_duplicate') THEN payload END
            AS payload,
          CASE WHEN reason NOT IN ('unmatched_parts', 'conflicting_duplicate')
            THEN CAST(payload_size AS BIGINT) END AS payload_size
        FROM %s%s"""
        .formatted(
            origins ? ORIGIN : "", view, incomplete ? "" : " WHERE reason <> 'unmatched_parts'");
  }
}

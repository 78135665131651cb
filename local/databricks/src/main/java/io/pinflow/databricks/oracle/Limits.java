package io.pinflow.databricks.oracle;

import java.io.Serializable;

/**
 * The bounds of a record.
 *
 * @param maxBytes largest payload that is read, and where the payload of a dead letter is cut
 * @param maxDepth deepest nesting that is read; the root counts as 1
 */
public record Limits(int maxBytes, int maxDepth) implements Serializable {

  /** Characters of the longest number that is read. */
  static final int LONGEST_NUMBER = 1_000;

  /** Different counts of a group up to which its median is exact. */
  static final int EXACT_COUNTS = 4_096;

  /** How far the rank of another median may be from the middle, as a share of all. */
  static final String RANK_ERROR = "0.005";

  /** What holds unless the job is configured otherwise: 1 MiB, 100 levels. */
  public static final Limits DEFAULT = new Limits(1_048_576, 100);
}

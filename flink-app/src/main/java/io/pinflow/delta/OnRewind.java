package io.pinflow.delta;

/** What a job does that is restored from an older state than its tables. */
public enum OnRewind {
  /** Stops before anything is written, naming the tables and their versions. */
  FAIL,
  /**
   * Takes the tables back to what they were at the state: what its run has committed since leaves
   * them and what it replaced comes back, in one commit a table. Commits of others stay.
   */
  RESTORE,
  /** Goes on; rows of the stretch that is read again appear again. */
  APPEND
}

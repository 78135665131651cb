package io.pinflow.delta;

/** What a job does that is restored from an older state than its tables. */
public enum OnRewind {
  /** Stops before anything is written, naming the tables and their versions. */
  FAIL,
  /** Goes on; rows of the stretch that is read again appear again. */
  APPEND
}

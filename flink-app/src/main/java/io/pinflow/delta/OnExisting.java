package io.pinflow.delta;

/** What a job that starts with empty state does on finding rows in its tables. */
public enum OnExisting {
  /** Stops before anything is written, naming the tables. */
  FAIL,
  /** Goes on and appends. */
  APPEND
}

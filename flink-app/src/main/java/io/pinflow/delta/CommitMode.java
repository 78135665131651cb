package io.pinflow.delta;

/** How a commit on S3 is kept from overwriting another's; local files always use a hard link. */
public enum CommitMode {
  /** One PUT with {@code If-None-Match: *}: safe with any number of writers. */
  CONDITIONAL_PUT,
  /** A look, then a plain PUT: for stores that do not know conditions, and only one job a table. */
  SINGLE_WRITER
}

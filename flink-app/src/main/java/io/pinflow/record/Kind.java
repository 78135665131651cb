package io.pinflow.record;

import java.util.Locale;

/** The three kinds of record that together describe one post; each has its own topic or stream. */
public enum Kind {
  PIN,
  GEO,
  USER;

  /**
   * The name as configuration keys, tables and metrics spell it: {@code pin}, {@code geo}, {@code
   * user}.
   */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}

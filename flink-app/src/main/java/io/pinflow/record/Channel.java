package io.pinflow.record;

import java.util.Locale;

/** The way a record came in. */
public enum Channel {
  KAFKA,
  KINESIS;

  /** The name as dead letters and metrics spell it: {@code kafka}, {@code kinesis}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}

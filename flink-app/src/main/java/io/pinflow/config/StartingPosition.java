package io.pinflow.config;

import java.io.Serializable;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Where a source starts when it has no state to resume from. */
public final class StartingPosition implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The positions that have a name; {@link #AT_INSTANT} is written as the instant itself. */
  public enum Name {
    EARLIEST,
    LATEST,
    COMMITTED,
    TRIM_HORIZON,
    AT_INSTANT;

    String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private final Name name;
  private final Instant instant;

  private StartingPosition(Name name, Instant instant) {
    this.name = name;
    this.instant = instant;
  }

  public static StartingPosition named(Name name) {
    return new StartingPosition(name, null);
  }

  public static StartingPosition at(Instant instant) {
    return new StartingPosition(Name.AT_INSTANT, instant);
  }

  public Name name() {
    return name;
  }

  /** The instant to start at; empty for the named positions. */
  public Optional<Instant> instant() {
    return Optional.ofNullable(instant);
  }

  @Override
  public String toString() {
    return instant == null ? name.label() : instant.toString();
  }
}

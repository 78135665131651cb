package io.pinflow.local;

import java.time.Duration;
import java.time.Instant;

/**
 * Record timestamps given to Kafka, evenly spread over the slots; {@link #NOW} leaves them to the
 * clock.
 */
record Arrivals(Instant from, Duration over, long slots) {

  static final Arrivals NOW = new Arrivals(null, Duration.ZERO, 1);

  Long at(long slot) {
    return from == null
        ? null
        : Long.valueOf(from.toEpochMilli() + (long) (over.toMillis() * ((double) slot / slots)));
  }
}

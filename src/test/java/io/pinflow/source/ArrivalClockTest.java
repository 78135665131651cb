package io.pinflow.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.record.Channel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class ArrivalClockTest {

  private static final long T0 = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

  private final ArrivalClock clock =
      new ArrivalClock(
          Channel.KAFKA,
          Duration.ofMinutes(1),
          Clock.fixed(Instant.ofEpochMilli(T0), ZoneOffset.UTC));

  ArrivalClockTest() {
    clock.open(new UnregisteredMetricsGroup());
  }

  @Test
  void timesUpToTheBoundStay() {
    assertThat(clock.arrivalTime(T0 - 1)).isEqualTo(T0 - 1);
    assertThat(clock.arrivalTime(T0 + 60_000)).isEqualTo(T0 + 60_000);
  }

  @Test
  void futureTimesAreClampedToTheBound() {
    assertThat(clock.arrivalTime(T0 + 60_001)).isEqualTo(T0 + 60_000);
    assertThat(clock.arrivalTime(Long.MAX_VALUE)).isEqualTo(T0 + 60_000);
  }

  @Test
  void missingTimeIsTheEpoch() {
    assertThat(clock.arrivalTime(-1)).isZero();
  }
}

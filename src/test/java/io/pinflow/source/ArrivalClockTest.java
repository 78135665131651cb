package io.pinflow.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.record.Channel;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class ArrivalClockTest {

  private static final long T0 = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

  private final JumpingClock system = new JumpingClock(T0);
  private final ArrivalClock clock = new ArrivalClock(Channel.KAFKA, Duration.ofMinutes(1));

  ArrivalClockTest() {
    clock.open(new UnregisteredMetricsGroup(), new SteadyClock(system));
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
  void clockThatJumpsBackClampsNoRecordThatItDidNotBefore() {
    system.pass(Duration.ofHours(1));
    system.jump(Duration.ofHours(-5));

    assertThat(clock.arrivalTime(T0 + 3_660_000)).isEqualTo(T0 + 3_660_000);
    assertThat(clock.arrivalTime(T0 + 3_660_001)).isEqualTo(T0 + 3_660_000);
  }

  @Test
  void clockThatJumpsForwardIsFollowed() {
    system.jump(Duration.ofHours(5));

    assertThat(clock.arrivalTime(T0 + 18_060_001)).isEqualTo(T0 + 18_060_000);
  }

  @Test
  void missingTimeIsTheEpoch() {
    assertThat(clock.arrivalTime(-1)).isZero();
  }
}

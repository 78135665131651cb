package io.pinflow.databricks.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstantsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2020-08-28T03:52:47|2020-08-28T03:52:47Z",
        "2020-08-28 03:52:47|2020-08-28T03:52:47Z",
        "08/28/2020, 03:52:47|2020-08-28T03:52:47Z",
        "2020-02-29 23:59:59|2020-02-29T23:59:59Z",
        "2020-08-28T03:52:47.123456789|2020-08-28T03:52:47.123Z",
        "2020-08-28T03:52:47.9|2020-08-28T03:52:47.900Z",
        "1969-12-31T23:59:59.9999|1969-12-31T23:59:59.999Z",
        "2020-08-28T03:52:47Z|2020-08-28T03:52:47Z",
        "2020-08-28T03:52:47+02:00|2020-08-28T01:52:47Z",
        "2020-08-28T03:52:47.5-0330|2020-08-28T07:22:47.500Z",
      })
  void everyFormIsReadAsUtc(String text, String instant) {
    assertThat(Instants.parse(text)).isEqualTo(Instant.parse(instant));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2020-02-30 00:00:00",
        "2019-02-29 00:00:00",
        "2020-13-01 00:00:00",
        "2020-08-28 24:00:00",
        "2020-08-28 03:52:60",
        "2020-08-28",
        "2020-08-28  03:52:47",
        "2020-8-28 03:52:47",
        "28/08/2020, 03:52:47",
        "2020-08-28T03:52:47.1234567890",
        "2020-08-28T03:52:47+19:00",
        "1598586767",
        "0000-12-31 23:59:59",
        "0001-01-01T00:00:00+00:01",
        "9999-12-31T23:59:59-00:01",
        "٢٠٢٠-08-28 03:52:47",
        ""
      })
  void anythingElseIsNone(String text) {
    assertThat(Instants.parse(text)).isNull();
  }

  @Test
  void missingIsNone() {
    assertThat(Instants.parse(null)).isNull();
  }
}

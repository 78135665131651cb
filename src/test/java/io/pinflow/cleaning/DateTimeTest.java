package io.pinflow.cleaning;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateTimeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2020-08-28T03:52:47            | 2020-08-28T03:52:47Z",
        "2020-08-28 03:52:47            | 2020-08-28T03:52:47Z",
        "08/28/2020, 03:52:47           | 2020-08-28T03:52:47Z",
        "2020-02-29 00:00:00            | 2020-02-29T00:00:00Z",
        "2000-02-29 23:59:59            | 2000-02-29T23:59:59Z",
        "2020-08-28T03:52:47.1          | 2020-08-28T03:52:47.100Z",
        "2020-08-28T03:52:47.123999999  | 2020-08-28T03:52:47.123Z",
        "1969-12-31 23:59:59.9999       | 1969-12-31T23:59:59.999Z",
        "2020-08-28T03:52:47Z           | 2020-08-28T03:52:47Z",
        "2020-08-28 03:52:47.5+02:00    | 2020-08-28T01:52:47.500Z",
        "2020-08-28T03:52:47-0930       | 2020-08-28T13:22:47Z",
        "2020-08-28T03:52:47+05         | 2020-08-27T22:52:47Z",
        "08/28/2020, 03:52:47.25Z       | 2020-08-28T03:52:47.250Z",
        "2020-08-28T03:52:47+18:00      | 2020-08-27T09:52:47Z",
        "0001-01-01 00:00:00            | 0001-01-01T00:00:00Z",
        "9999-12-31 23:59:59.999999999  | 9999-12-31T23:59:59.999Z",
      })
  void dateTimeIsRead(String text, Instant expected) {
    assertThat(parse(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2020",
        "2020-08-28",
        "2020-08-28T03:52",
        "2020-02-30 00:00:00",
        "2021-02-29 00:00:00",
        "1900-02-29 00:00:00",
        "2020-04-31 00:00:00",
        "2020-00-10 00:00:00",
        "2020-13-10 00:00:00",
        "2020-01-00 00:00:00",
        "2020-08-28T24:00:00",
        "2020-08-28T23:60:00",
        "2020-12-31T23:59:60",
        "2020-8-28 03:52:47",
        "20-08-28 03:52:47",
        "12020-08-28 03:52:47",
        "-2020-08-28 03:52:47",
        "+2020-08-28 03:52:47",
        "2020/08/28 03:52:47",
        "28/08/2020, 03:52:47",
        "08/28/2020 03:52:47",
        "08/28/2020,03:52:47",
        "8/28/2020, 03:52:47",
        "08/28/2020, 03:52:47 PM",
        "2020-08-28t03:52:47",
        "2020-08-28T03:52:47z",
        "2020-08-28  03:52:47",
        "2020-08-28T03:52:47.",
        "2020-08-28T03:52:47,5",
        "2020-08-28T03:52:47.1234567890",
        "2020-08-28T03:52:47+",
        "2020-08-28T03:52:47+2",
        "2020-08-28T03:52:47+02:",
        "2020-08-28T03:52:47+02:0",
        "2020-08-28T03:52:47+02:60",
        "2020-08-28T03:52:47+18:01",
        "2020-08-28T03:52:47ZZ",
        "2020-08-28T03:52:47 Z",
        "2020-08-28T03:52:47 UTC",
        "2020-08-28T03:52:47x",
        "0000-12-31 23:59:59",
        "0001-01-01 00:00:00+00:01",
        "9999-12-31 23:59:59-00:01",
        "1598586767",
        "２020-08-28 03:52:47",
      })
  void otherTextIsNoDateTime(String text) {
    assertThat(parse(text)).isNull();
  }

  @Test
  void randomDateTimesAgreeWithJava() {
    Random random = new Random(7528);
    DateTimeFormatter slashed = DateTimeFormatter.ofPattern("MM/dd/uuuu, HH:mm:ss");
    DateTimeFormatter dashed = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    for (int i = 0; i < 50_000; i++) {
      long second = random.nextLong(-62_135_596_800L, 253_402_300_800L);
      LocalDateTime time = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);

      assertThat(parse(time.format(i % 2 == 0 ? slashed : dashed)))
          .isEqualTo(Instant.ofEpochSecond(second));
    }
  }

  private static Instant parse(String text) {
    TimestampData parsed = new ParseTimestamp().eval(StringData.fromString("\t" + text + " "));
    return parsed == null ? null : parsed.toInstant();
  }
}

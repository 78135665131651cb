package io.pinflow.databricks.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FollowersTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|0",
        "437|437",
        "124k|124000",
        "2M|2000000",
        "2m|2000000",
        "1.5K|1500",
        "0.001k|1",
        "2B|2000000000",
        "2.147483647b|2147483647",
        "1,234|1234",
        "12,345,678|12345678",
        "007|7",
        "1.0|1",
        "1e3|1000",
        "12.50e1|125",
        "0e999999999999999999999|0",
        "000000000000000000000000000000000000000000000000005|5",
      })
  void countsAreWholeNumbers(String text, int count) {
    assertThat(Followers.count(text)).isEqualTo(count);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "User Info Error",
        "-5",
        "+5",
        "1.5",
        "1.2345k",
        "3B",
        "2147483648",
        ".5k",
        "5.k",
        "12 k",
        "1,23",
        "1,234k",
        "1,234.0",
        "1234,567",
        "0x10",
        "1d",
        "NaN",
        "٣",
        "1e-1",
        "1e999999999999999999999",
        "1.00000000000000000000000000000000000000000000001k"
      })
  void anythingElseIsNone(String text) {
    assertThat(Followers.count(text)).isNull();
  }

  @Test
  void missingIsNone() {
    assertThat(Followers.count(null)).isNull();
  }
}

package io.pinflow.cleaning;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.table.data.StringData;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FollowerCountTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "437, 437",
    "007, 7",
    "124k, 124000",
    "124K, 124000",
    "2M, 2000000",
    "2m, 2000000",
    "1b, 1000000000",
    "2B, 2000000000",
    "1.5k, 1500",
    "1.50k, 1500",
    "0.001k, 1",
    "12.345678M, 12345678",
    "2.147483647b, 2147483647",
    "2147483647, 2147483647",
    "5.0, 5",
    "1e3, 1000",
    "1.5E+1, 15",
    "-0, 0",
    "'1,234', 1234",
    "'12,345,678', 12345678",
    "'000,123', 123"
  })
  void countIsRead(String text, int count) {
    assertThat(parse(text)).isEqualTo(count);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "k",
        "-1",
        "-1k",
        "+1",
        "1.5",
        "1.2345k",
        "0.0001k",
        "2.147483648b",
        "3b",
        "2147483648",
        "99999999999999999999",
        ".5k",
        "1.k",
        "1 k",
        "1kk",
        "1g",
        "1e3k",
        "1,23",
        "1,2345",
        "1234,567",
        ",123",
        "1,234,",
        "1,234.0",
        "1,234k",
        "1,,234",
        "-1,234",
        "0x10",
        "NaN",
        "many",
        "12 345",
        "1e999999999",
        "１２４k"
      })
  void otherTextIsNoCount(String text) {
    assertThat(parse(text)).isNull();
  }

  private static Integer parse(String text) {
    return FollowerCount.parse(Text.trimmed(StringData.fromString(text)));
  }
}

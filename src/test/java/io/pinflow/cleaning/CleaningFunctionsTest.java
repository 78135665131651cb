package io.pinflow.cleaning;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.testutils.MetricListener;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.functions.FunctionContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CleaningFunctionsTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "0, 0",
        "20, 20",
        "130, 130",
        "20.0, 20",
        "2e1, 20",
        "' 20 ', 20",
        "131, -",
        "-1, -",
        "20.5, -",
        "020, -",
        "99999999999, -",
        "twenty, -",
        "'', -",
        "-, -"
      })
  void ageIsWholeAndHuman(String age, Integer expected) {
    assertThat(new ParseAge().eval(string(age))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "Abigail, Ali, Abigail Ali",
        "' Abigail ', ' Ali ', Abigail Ali",
        "Abigail, -, Abigail",
        "-, Ali, Ali",
        "Abigail, ' ', Abigail",
        "null, Ali, Ali",
        "Nan, N/A, -",
        "-, -, -",
        "Anna Maria, d'Été, Anna Maria d'Été"
      })
  void namesAreJoined(String first, String last, String expected) {
    JoinNames function = new JoinNames();
    function.open(new FunctionContext(null));

    StringData name = function.eval(string(first), string(last));

    assertThat(name == null ? null : name.toString()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "-89.9787, -173.293, -89.9787, -173.293",
    "90, 180, 90, 180",
    "-90.0, -180.000, -90, -180",
    "' 1.5 ', 2e1, 1.5, 20",
    "0, -0.0, 0, -0.0"
  })
  void coordinatesAreDegrees(String latitude, String longitude, double north, double east) {
    ArrayData coordinates = new CleanCoordinates().eval(string(latitude), string(longitude));

    assertThat(coordinates.toDoubleArray()).containsExactly(north, east);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "90.0000001, 0",
        "-91, 0",
        "0, 180.5",
        "0, -181",
        "1e999, 0",
        "-, 0",
        "0, -",
        "'', 0",
        "NaN, 0",
        "1d, 0",
        "0x1p3, 0",
        "'1,5', 0",
        "N, 0"
      })
  void coordinatesOutOfTheWorldAreNull(String latitude, String longitude) {
    assertThat(new CleanCoordinates().eval(string(latitude), string(longitude))).isNull();
  }

  @Test
  void unusableFollowerCountsAreCounted() {
    MetricListener listener = new MetricListener();
    ParseFollowerCount function = new ParseFollowerCount();
    function.open(
        new FunctionContext(null) {
          @Override
          public MetricGroup getMetricGroup() {
            return listener.getMetricGroup();
          }
        });

    assertThat(function.eval(string(" 124k "))).isEqualTo(124_000);
    assertThat(function.eval(string("-5"))).isNull();
    assertThat(function.eval(string("many"))).isNull();
    assertThat(function.eval(string("User Info Error"))).isNull();
    assertThat(function.eval(string("none"))).isNull();
    assertThat(function.eval(null)).isNull();

    assertThat(listener.getCounter("kinesisanalytics", "kind", "pin", "unusableFollowerCounts"))
        .map(Counter::getCount)
        .contains(2L);
  }

  private static StringData string(String text) {
    return text == null ? null : StringData.fromString(text);
  }
}

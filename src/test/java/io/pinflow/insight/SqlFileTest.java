package io.pinflow.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.testing.Repository;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlFileTest {

  @Test
  void headerAndQueryAreRead() {
    SqlFile file = SqlFile.parse("a_windowed", "-- How many?\n-- version 12\nSELECT 1\nFROM a\n");

    assertThat(file.question()).isEqualTo("How many?");
    assertThat(file.version()).isEqualTo(12);
    assertThat(file.uid()).isEqualTo("a_windowed-v12");
    assertThat(file.isWindowed()).isTrue();
    assertThat(file.text()).isEqualTo("SELECT 1\nFROM a\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "SELECT 1",
        "-- How many?\nSELECT 1",
        "-- version 1\n-- How many?\nSELECT 1",
        "-- How many?\n-- version\nSELECT 1",
        "-- How many?\n-- version one\nSELECT 1",
        "-- How many?\n-- version -1\nSELECT 1",
        "-- How many?\n-- version 1.5\nSELECT 1",
        "-- How many?\n-- version 99999999999\nSELECT 1",
        "-- How many?\n-- version 1",
        "-- How many?\n\n-- version 1\nSELECT 1"
      })
  void aHeaderThatIsMissingOrMalformedIsAClearError(String text) {
    assertThatThrownBy(() -> SqlFile.parse("some_insight", text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("some_insight.sql")
        .hasMessageContaining("'-- version <number>'");
  }

  @Test
  void lineEndsOfWindowsAreRead() {
    SqlFile file = SqlFile.parse("a", "-- How many?\r\n-- version 2\r\nSELECT 1\r\n");

    assertThat(file.question()).isEqualTo("How many?");
    assertThat(file.version()).isEqualTo(2);
  }

  @Test
  void sizeIsFilledIn() {
    Windows windows = new Windows(Duration.ofMillis(86_400_001), Duration.ofMinutes(90));

    assertThat(windows.fill("(${size})"))
        .isEqualTo("(INTERVAL '1 00:00:00.001' DAY(6) TO SECOND(3))");
  }

  @Test
  void aTimeOnABoundaryBelongsToTheWindowThatBegins() {
    Windows windows = new Windows(Duration.ofHours(1), Duration.ofMinutes(10));

    assertThat(windows.endOf(3_600_000)).isEqualTo(7_200_000);
    assertThat(windows.endOf(3_599_999)).isEqualTo(3_600_000);
    assertThat(windows.endOf(-1)).isZero();
    assertThat(windows.endOf(-3_600_001)).isEqualTo(-3_600_000);
  }

  static Stream<Path> files() {
    Path sql = Repository.home().resolve("sql");
    return Stream.of("partials", "insights")
        .map(sql::resolve)
        .map(Path::toFile)
        .flatMap(folder -> Arrays.stream(folder.listFiles()))
        .map(File::toPath)
        .sorted();
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyFileAsksItsQuestionInAtMost40Lines(Path file) throws Exception {
    List<String> lines = Files.readAllLines(file);

    assertThat(lines).hasSizeLessThanOrEqualTo(40);
    assertThat(lines.get(0)).startsWith("-- ").endsWith("?");
    assertThat(lines.get(1)).matches("-- version [1-9][0-9]*");
  }

  @Test
  void everyInsightIsAnsweredToDateAndWindowed() {
    List<String> names = SqlFiles.load("insights").stream().map(SqlFile::name).toList();

    assertThat(names).hasSize(20);
    assertThat(names.stream().filter(name -> !name.endsWith("_windowed")).toList())
        .hasSize(10)
        .allSatisfy(name -> assertThat(names).contains(name + "_windowed"));
  }
}

package io.pinflow.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkITCase {

  @Test
  void valuesComeBackAsTheTypesOfTheirColumns() {
    List<List<Object>> rows =
        Spark.sql(
            "SELECT 7528, 9007199254740993L, -89.9787D, 1.50BD, true, 'Cote d\\'Ivoire', "
                + "TIMESTAMP '2020-08-28 03:52:47.123', DATE '2020-02-29', array(1D, NULL), NULL");

    assertThat(rows)
        .containsExactly(
            Arrays.asList(
                7528,
                9007199254740993L,
                -89.9787,
                new BigDecimal("1.50"),
                true,
                "Cote d'Ivoire",
                Instant.parse("2020-08-28T03:52:47.123Z"),
                LocalDate.parse("2020-02-29"),
                Arrays.asList(1.0, null),
                null));
    assertThat((byte[]) Spark.sql("SELECT X'00FF'").get(0).get(0)).containsExactly(0, 0xFF);
  }

  @Test
  void everyCallSeesTheLatestVersion(@TempDir Path folder) {
    Spark.sql("CREATE TABLE " + Spark.table(folder) + " USING delta AS SELECT 1 AS ind");
    assertThat(Spark.count(folder)).isEqualTo(1);

    Spark.sql("INSERT INTO " + Spark.table(folder) + " VALUES (2)");

    assertThat(Spark.select("ind", folder)).containsExactlyInAnyOrder(List.of(1), List.of(2));
  }

  @Test
  void aRefusedStatementSaysWhyAndTheNextOneRuns() {
    assertThatThrownBy(() -> Spark.sql("SELECT nothing"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("`nothing`");

    assertThat(Spark.sql("SELECT 1")).containsExactly(List.of(1));
  }

  @Test
  void theOracleTellsWhatIsMissing(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("geo.jsonl"),
        "{\"kind\":\"geo\",\"channel\":\"kafka\",\"stream\":\"geo\",\"partition\":\"0\","
            + "\"position\":\"0\",\"timestamp\":0,\"payload_base64\":\"eyJpbmQiOjF9\"}\n");

    JsonNode report = Spark.oracle(folder, folder, "demo");

    assertThat(report.get("ok").booleanValue()).isFalse();
    assertThat(report.at("/counts/unaccounted").intValue()).isEqualTo(1);
    assertThat(report.get("checks").findValuesAsText("missing")).contains("1");
  }
}

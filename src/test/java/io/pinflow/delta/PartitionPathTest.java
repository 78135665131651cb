package io.pinflow.delta;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.table.types.logical.DateType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.VarCharType;
import org.junit.jupiter.api.Test;

class PartitionPathTest {

  private static final LogicalType STRING = new VarCharType(VarCharType.MAX_LENGTH);

  @Test
  void columnsAreFoldersInTheirOrder() {
    Map<String, Object> partition = new LinkedHashMap<>();
    partition.put("year", 2022);
    partition.put("country", "Peru");

    assertThat(PartitionPath.of(partition, Map.of("year", new IntType(), "country", STRING)))
        .isEqualTo("year=2022/country=Peru/");
    assertThat(PartitionPath.of(Map.of(), Map.of())).isEmpty();
  }

  @Test
  void charactersThatPathsGiveAMeaningAreEscaped() {
    assertThat(folder("a/b=c%d:e?f#g\"h'i\\j\nk"))
        .isEqualTo("c=a%2Fb%3Dc%25d%3Ae%3Ff%23g%22h%27i%5Cj%0Ak/");
    assertThat(folder("Cote d'Ivoire")).isEqualTo("c=Cote d%27Ivoire/");
    assertThat(folder("日本 é")).isEqualTo("c=日本 é/");
  }

  @Test
  void nullHasTheNameThatHiveGivesIt() {
    Map<String, Object> partition = new LinkedHashMap<>();
    partition.put("c", null);

    assertThat(PartitionPath.of(partition, Map.of("c", STRING)))
        .isEqualTo("c=__HIVE_DEFAULT_PARTITION__/");
  }

  @Test
  void datesAndTimesAreReadable() {
    assertThat(PartitionPath.of(Map.of("c", 18502), Map.of("c", new DateType())))
        .isEqualTo("c=2020-08-28/");
    assertThat(
            PartitionPath.of(
                Map.of("c", 1_598_586_767_001_002L), Map.of("c", new LocalZonedTimestampType(6))))
        .isEqualTo("c=2020-08-28 03%3A52%3A47.001002/");
  }

  @Test
  void longValuesFitIntoAName() {
    String emoji = "\uD83D\uDE00".repeat(500);

    String folder = folder(emoji);

    assertThat(folder.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(255);
    assertThat(folder).isNotEqualTo(folder(emoji + "x"));
    assertThat(folder("/".repeat(500)).length()).isLessThan(255);
  }

  private static String folder(String value) {
    return PartitionPath.of(Map.of("c", value), Map.of("c", STRING));
  }
}

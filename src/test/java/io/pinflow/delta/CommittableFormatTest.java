package io.pinflow.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.core.io.SimpleVersionedSerialization;
import org.junit.jupiter.api.Test;

class CommittableFormatTest {

  private static final long T0 = 1_669_000_000_000L;

  private final TableCommittableSerializer serializer = new TableCommittableSerializer();

  @Test
  void everyKindOfValueComesBack() throws IOException {
    Map<String, Object> partition = new LinkedHashMap<>();
    partition.put("text", "日本/%=");
    partition.put("nothing", null);
    partition.put("decimal", new BigDecimal("1.50"));
    Map<String, ColumnStatistics> columns = new LinkedHashMap<>();
    columns.put("int", new ColumnStatistics(1, 2, 3));
    columns.put("long", new ColumnStatistics(Long.MIN_VALUE, Long.MAX_VALUE, 0));
    columns.put("double", new ColumnStatistics(-0.0, Double.POSITIVE_INFINITY, 0));
    columns.put("float", new ColumnStatistics(-1f, 1f, 0));
    columns.put("boolean", new ColumnStatistics(false, true, 0));
    columns.put("short", new ColumnStatistics((short) 1, (short) 2, 0));
    columns.put("byte", new ColumnStatistics((byte) 1, (byte) 2, 0));
    columns.put("unbounded", new ColumnStatistics(null, null, 9));
    DataFile file = new DataFile("a/b.parquet", 10, T0, 3, partition, columns);
    TableCommittable committable = committable(List.of(file)).since(17);

    assertThat(roundTrip(committable)).isEqualTo(committable);
  }

  @Test
  void thousandsOfFilesComeBackThoughTheyTakeMoreThan64Kilobytes() throws IOException {
    List<DataFile> files =
        IntStream.range(0, 5_000)
            .mapToObj(i -> file("part-" + i + "-" + "x".repeat(100)))
            .collect(Collectors.toList());
    TableCommittable committable = committable(files);

    assertThat(serializer.serialize(committable)).hasSizeGreaterThan(1 << 19);
    assertThat(roundTrip(committable)).isEqualTo(committable);
  }

  @Test
  void pathLongerThan64KilobytesComesBack() throws IOException {
    TableCommittable committable = committable(List.of(file("ü".repeat(70_000))));

    assertThat(roundTrip(committable)).isEqualTo(committable);
  }

  @Test
  void writtenFileComesBack() throws IOException {
    WrittenFileSerializer written = new WrittenFileSerializer();
    for (WrittenFile file :
        List.of(
            new WrittenFile("file:/lake/pins", file("part-0")),
            WrittenFile.none("file:/lake/pins"))) {
      assertThat(written.deserialize(written.getVersion(), written.serialize(file)))
          .isEqualTo(file);
    }
  }

  @Test
  void lineageComesBack() throws IOException {
    LineageSerializer lineages = new LineageSerializer();
    Lineage lineage =
        Lineage.NONE
            .continued("run 1", 5, Map.of("file:/lake/pins", 7L))
            .continued("run 2", 9, Map.of("file:/lake/pins", 8L));

    assertThat(lineages.deserialize(lineages.getVersion(), lineages.serialize(lineage)))
        .isEqualTo(lineage);
    assertThat(lineage.runs()).containsExactly(Map.entry("run 1", 5L), Map.entry("run 2", 9L));
  }

  @Test
  void stateOfALaterFormatIsRefusedWithTheRemedy() {
    assertThatThrownBy(() -> serializer.deserialize(99, new byte[0]))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("format 99")
        .hasMessageContaining("run the build that wrote it");
  }

  private TableCommittable roundTrip(TableCommittable committable) throws IOException {
    return SimpleVersionedSerialization.readVersionAndDeSerialize(
        serializer, SimpleVersionedSerialization.writeVersionAndSerialize(serializer, committable));
  }

  private static TableCommittable committable(List<DataFile> files) {
    return new TableCommittable("s3://lake/pins", "sink/run", 42, false, files);
  }

  private static DataFile file(String path) {
    return new DataFile(path, 10, T0, 3, Map.of(), Map.of("id", new ColumnStatistics(1L, 9L, 0)));
  }
}

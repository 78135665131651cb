package io.pinflow.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.TimestampType;
import org.junit.jupiter.api.Test;

class DeltaTableTest {

  private static final RowType GEO =
      RowType.of(
          new LogicalType[] {new IntType(), new ArrayType(new DoubleType())},
          new String[] {"ind", "coordinates"});

  @Test
  void pathsGetASchemeAndLoseTheSlashAtTheEnd() {
    assertThat(path("/lake/geo")).isEqualTo("file:/lake/geo");
    assertThat(path("/lake/../lake/geo/")).isEqualTo("file:/lake/geo");
    assertThat(path("file:///lake/geo/")).isEqualTo("file:/lake/geo");
    assertThat(path("s3://bucket/geo//")).isEqualTo("s3://bucket/geo");
    assertThat(path("s3a://bucket")).isEqualTo("s3a://bucket");
  }

  @Test
  void typesThatATableCannotHoldAreNamedWithTheirColumn() {
    assertThatThrownBy(() -> table(new MapType(new IntType(), new IntType())))
        .hasMessageContaining("Column \"f0\"")
        .hasMessageContaining("MAP");
    assertThatThrownBy(() -> table(new TimestampType(9)))
        .hasMessageContaining("Column \"f0\"")
        .hasMessageContaining("precision of at most 6");
  }

  @Test
  void partitionColumnsMustExistAndBePlain() {
    DeltaTable geo = DeltaTable.of("geo", "/lake/geo", GEO);

    assertThat(geo.partitionedBy("ind").partitionColumns()).containsExactly("ind");
    assertThatThrownBy(() -> geo.partitionedBy("day"))
        .hasMessageContaining("no column \"day\"; it has [ind, coordinates]");
    assertThatThrownBy(() -> geo.partitionedBy("coordinates"))
        .hasMessageContaining("partition by a plain column");
    assertThatThrownBy(() -> geo.withComment("day", "of the post"))
        .hasMessageContaining("no column \"day\"");
  }

  @Test
  void sinkRefusesWhatItCouldNotCommitTo() {
    assertThatThrownBy(() -> DeltaSink.forRowData("hdfs://host/geo", GEO).build())
        .hasMessageContaining("scheme \"hdfs\"")
        .hasMessageContaining("use file, s3 or s3a");
    DeltaTable geo = DeltaTable.of("geo", "/lake/geo", GEO);
    assertThatThrownBy(() -> DeltaSink.forTables(List.of(geo, geo)).build())
        .hasMessageContaining("same name or path");
    assertThatThrownBy(() -> DeltaSink.forTables(List.of(geo)).uid("a/b"))
        .hasMessageContaining("choose a plain name");
  }

  private static String path(String given) {
    return DeltaTable.of("geo", given, GEO).path();
  }

  private static DeltaTable table(LogicalType type) {
    return DeltaTable.of("table", "/lake/table", RowType.of(type));
  }
}

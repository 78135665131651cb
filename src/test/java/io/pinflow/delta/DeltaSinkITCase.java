package io.pinflow.delta;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeltaSinkITCase {

  private static final RowType PINS =
      RowType.of(
          new LogicalType[] {new BigIntType(), new VarCharType(VarCharType.MAX_LENGTH)},
          new String[] {"id", "name"});
  private static final RowType COUNTS =
      RowType.of(
          new LogicalType[] {new BigIntType(), new IntType()}, new String[] {"id", "count"});

  @TempDir Path lake;

  @Test
  void boundedJobCommitsEverythingToEveryTable() throws Exception {
    List<DeltaTable> tables =
        List.of(
            DeltaTable.of("pins", lake.resolve("pins").toString(), PINS),
            DeltaTable.of("counts", lake.resolve("counts").toString(), COUNTS),
            DeltaTable.of("empty", lake.resolve("empty").toString(), COUNTS));

    run(tables, 2, 10_000);

    assertThat(ids("pins")).containsExactlyInAnyOrderElementsOf(range(0, 10_000));
    assertThat(ids("counts")).containsExactlyInAnyOrderElementsOf(range(0, 10_000));
    assertThat(Rows.of(lake.resolve("empty").toString())).isEmpty();
  }

  private void run(List<DeltaTable> tables, int parallelism, long count) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(parallelism);
    env.enableCheckpointing(100);
    env.fromSource(
            new NumberSequenceSource(0, count - 1), WatermarkStrategy.noWatermarks(), "numbers")
        .flatMap(
            (Long id, org.apache.flink.util.Collector<TableRow> out) -> {
              out.collect(new TableRow(0, pin(id)));
              out.collect(new TableRow(1, GenericRowData.of(id, 1)));
            })
        .returns(TableRowTypeInfo.of(tables))
        .sinkTo(DeltaSink.forTables(tables).build())
        .uid("lake");
    env.execute();
  }

  private static RowData pin(long id) {
    return GenericRowData.of(id, StringData.fromString("pin " + id));
  }

  private List<Long> ids(String table) throws Exception {
    return Rows.of(lake.resolve(table).toString()).stream()
        .map(row -> (Long) row.get("id"))
        .collect(Collectors.toList());
  }

  private static List<Long> range(long from, long to) {
    return java.util.stream.LongStream.range(from, to).boxed().collect(Collectors.toList());
  }
}

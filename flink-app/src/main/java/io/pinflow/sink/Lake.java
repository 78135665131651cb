package io.pinflow.sink;

import io.pinflow.config.LakeConfig;
import io.pinflow.delta.CommitMode;
import io.pinflow.delta.DeltaSink;
import io.pinflow.delta.DeltaSinkBuilder;
import io.pinflow.delta.DeltaTable;
import io.pinflow.delta.OnExisting;
import io.pinflow.delta.OnRewind;
import io.pinflow.delta.StorageOptions;
import io.pinflow.delta.TableRow;
import io.pinflow.delta.TableRowTypeInfo;
import io.pinflow.record.Kind;
import io.pinflow.record.Metrics;
import io.pinflow.record.ResultTable;
import io.pinflow.record.RowTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/**
 * The Delta tables, and the sinks that write them.
 *
 * <p>Silver tables and posts share a sink whose writers are chained to the meeting. Dead letters
 * come from several operators and are few: they have a sink of their own, with one writer.
 */
public final class Lake {

  private final LakeConfig config;

  public Lake(LakeConfig config) {
    this.config = config;
  }

  /** Type of the rows that {@link #attachRows} takes: pins, geos, users, posts. */
  public TypeInformation<TableRow> rowType() {
    return TableRowTypeInfo.of(tables());
  }

  /** Writes silver rows and posts. */
  public void attachRows(DataStream<TableRow> rows) {
    rows.sinkTo(configured(DeltaSink.forTables(tables()), "lake").build()).name("lake").uid("lake");
  }

  /** Writes dead letters. */
  public void attachDeadLetters(DataStream<RowData> deadLetters) {
    DeltaTable table = table("dead_letters", RowTypes.DEAD_LETTER);
    deadLetters
        .sinkTo(
            configured(DeltaSink.forRowData(table.path(), table.rowType()), "dead-letters").build())
        .name("dead-letters")
        .uid("dead-letters")
        .setParallelism(1)
        .setMaxParallelism(1);
  }

  /** Writes the insights by one writer: their files should be few too. */
  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of streams, Flink's variable argument
  public void attachInsights(List<ResultTable> insights) {
    List<DeltaTable> tables = insights.stream().map(this::table).collect(Collectors.toList());
    TypeInformation<TableRow> type = TableRowTypeInfo.of(tables);
    List<DataStream<TableRow>> rows = new ArrayList<>();
    for (ResultTable insight : insights) {
      int ordinal = rows.size();
      rows.add(
          insight
              .rows()
              .map(row -> new TableRow(ordinal, row), type)
              .name(insight.name())
              .uid(insight.name())
              .forceNonParallel());
    }
    rows.get(0)
        .union(rows.subList(1, rows.size()).toArray(new DataStream[0]))
        .sinkTo(configured(DeltaSink.forTables(tables), "insights").build())
        .name("insights")
        .uid("insights")
        .setParallelism(1)
        .setMaxParallelism(1);
  }

  private DeltaTable table(ResultTable result) {
    DeltaTable table = table(result.name(), result.type());
    return result.isReplaced() ? table.replaced() : table;
  }

  private List<DeltaTable> tables() {
    return List.of(
        table("pin_table", RowTypes.silver(Kind.PIN)),
        table("geo_table", RowTypes.silver(Kind.GEO)),
        table("user_table", RowTypes.silver(Kind.USER)),
        table("posts", RowTypes.POST));
  }

  private DeltaTable table(String name, RowType type) {
    String folder = config.tableName(name);
    return DeltaTable.of(folder, config.path() + "/" + folder, type);
  }

  private <T> DeltaSinkBuilder<T> configured(DeltaSinkBuilder<T> sink, String uid) {
    return sink.uid(uid)
        .metricGroup(Metrics.GROUP)
        .onExisting(OnExisting.valueOf(constant(config.onExisting())))
        .onRewind(OnRewind.valueOf(constant(config.onRewind())))
        .storage(storage());
  }

  private StorageOptions storage() {
    StorageOptions storage =
        StorageOptions.defaults()
            .withCommitMode(CommitMode.valueOf(constant(config.commitMode())))
            .withPathStyleAccess(config.s3PathStyleAccess());
    storage = config.s3Endpoint().map(storage::withEndpoint).orElse(storage);
    return config.s3Region().map(storage::withRegion).orElse(storage);
  }

  private static String constant(String choice) {
    return choice.toUpperCase(Locale.ROOT).replace('-', '_');
  }
}

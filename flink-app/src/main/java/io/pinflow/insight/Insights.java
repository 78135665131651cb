package io.pinflow.insight;

import static org.apache.flink.table.api.Expressions.$;
import static org.apache.flink.table.api.Expressions.lit;

import io.pinflow.record.ResultTable;
import io.pinflow.record.RowTypes;
import io.pinflow.record.TableEdge;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.table.api.ApiExpression;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.RowType.RowField;
import org.apache.flink.table.types.logical.utils.LogicalTypeUtils;
import org.apache.flink.types.Row;

/**
 * Derives the insights from the posts by the SQL files of the job.
 *
 * <p>Partials count posts per window, once for all; insights are queries over the partials, so that
 * their cost depends on windows and groups, not on posts. An insight reads a partial by its name
 * (all windows, to date) or as {@code windowed_<name>} (with {@code window_start} and {@code
 * window_end}).
 */
public final class Insights {

  private static final String POSTS = "posts";
  private static final String WINDOWED_POSTS = "windowed_posts";
  private static final String COUNTED_AT = "counted_at";

  private final StreamTableEnvironment tables;
  private final Windows windows;
  private final List<ResultTable> results = new ArrayList<>();
  private DataStream<Long> windowEnds;

  private Insights(StreamTableEnvironment tables, Windows windows) {
    this.tables = tables;
    this.windows = windows;
  }

  /**
   * Reads and attaches every query.
   *
   * @param posts rows of {@link RowTypes#POST}, none of them late
   * @param size of the tumbling windows
   * @param offset of the windows, shorter than the size
   */
  public static List<ResultTable> derive(
      StreamTableEnvironment tables, DataStream<RowData> posts, Duration size, Duration offset) {
    return derive(
        tables,
        posts,
        new Windows(size, offset),
        SqlFiles.load("partials"),
        SqlFiles.load("insights"));
  }

  static List<ResultTable> derive(
      StreamTableEnvironment tables,
      DataStream<RowData> posts,
      Windows windows,
      List<SqlFile> partials,
      List<SqlFile> queries) {
    Insights insights = new Insights(tables, windows);
    InsightFunctions.register(tables);
    insights.registerPosts(windows.offset() == 0 ? posts : shifted(posts, windows));
    plan(partials, insights::registerPartial);
    tables.getConfig().set("table.optimizer.agg-phase-strategy", "ONE_PHASE");
    insights.derive(queries);
    return insights.results;
  }

  private static DataStream<RowData> shifted(DataStream<RowData> posts, Windows windows) {
    return posts
        .transform(
            "window-offset",
            InternalTypeInfo.of(RowTypes.POST),
            new WindowOffsetOperator(windows.offset()))
        .uid("window-offset");
  }

  private void registerPosts(DataStream<RowData> posts) {
    tables.createTemporaryView(
        POSTS, TableEdge.fromRows(tables, posts, RowTypes.POST, RowTypes.ARRIVAL_TIME));
    tables.createTemporaryView(
        WINDOWED_POSTS, tables.sqlQuery(windows.fill(SqlFiles.text("sql/windowed_posts.sql"))));
    windowEnds =
        posts
            .transform("window-ends", Types.LONG, new WindowEnds(windows))
            .uid("window-ends")
            .global();
  }

  private void registerPartial(SqlFile file) {
    Table partial = tables.sqlQuery(file.query(windows));
    RowType type = type(partial);
    DataStream<RowData> counts = TableEdge.toRows(tables, partial, type);
    StableUids.assign(counts.getTransformation(), file.uid());
    DataStream<RowData> rows = closed(file, counts, type);
    tables.createTemporaryView(file.name(), TableEdge.fromRows(tables, rows, type, COUNTED_AT));
    tables.createTemporaryView(
        "windowed_" + file.name(),
        tables.sqlQuery(
            windows.fill(
                "SELECT * FROM TABLE(TUMBLE(TABLE "
                    + file.name()
                    + ", DESCRIPTOR(counted_at), ${size}))")));
  }

  private DataStream<RowData> closed(SqlFile file, DataStream<RowData> rows, RowType type) {
    String uid = file.uid() + "-windows";
    return rows.global()
        .connect(windowEnds)
        .transform(uid, InternalTypeInfo.of(type), new WindowWatermarkOperator())
        .uid(uid)
        .forceNonParallel();
  }

  private void derive(List<SqlFile> queries) {
    Map<Boolean, List<SqlFile>> byKind =
        queries.stream().collect(Collectors.partitioningBy(SqlFile::isWindowed));
    plan(byKind.get(true), this::windowed);
    // to date, a post counts when its window closes: queries see partials, never posts
    tables.dropTemporaryView(POSTS);
    tables.dropTemporaryView(WINDOWED_POSTS);
    plan(byKind.get(false), this::toDate);
  }

  private void windowed(SqlFile file) {
    Table result = withOffset(tables.sqlQuery(file.query(windows)));
    RowType type = type(result);
    DataStream<RowData> rows = TableEdge.toRows(tables, result, type);
    assignSingle(rows, file);
    results.add(new ResultTable(file.name(), file.question(), type, false, rows));
  }

  private Table withOffset(Table result) {
    ApiExpression offset = lit(windows.offset()).milli();
    return windows.offset() == 0
        ? result
        : result.addOrReplaceColumns(
            $("window_start").plus(offset).as("window_start"),
            $("window_end").plus(offset).as("window_end"));
  }

  private void toDate(SqlFile file) {
    Table result = tables.sqlQuery(file.query(windows));
    RowType type = type(result);
    DataStream<Row> changes = tables.toChangelogStream(result);
    assignSingle(changes, file);
    RowType stamped = stamped(type);
    SingleOutputStreamOperator<RowData> states =
        changes
            .transform(file.name(), InternalTypeInfo.of(stamped), new ToDateOperator(type, windows))
            .uid(file.uid() + "-to-date")
            .forceNonParallel();
    results.add(new ResultTable(file.name(), file.question(), stamped, true, states));
  }

  /**
   * What a query has to do depends on windows and groups only, so its operators are one each and
   * share the task of the partial.
   */
  private static void assignSingle(DataStream<?> result, SqlFile file) {
    for (Transformation<?> operator : StableUids.assign(result.getTransformation(), file.uid())) {
      operator.setParallelism(1);
      operator.setMaxParallelism(1);
    }
  }

  /** Plans each query by itself, so that none depends on another's place. */
  private static void plan(List<SqlFile> files, Consumer<SqlFile> step) {
    for (SqlFile file : files) {
      try {
        step.accept(file);
      } catch (RuntimeException e) {
        throw new IllegalArgumentException(
            file.name()
                + ".sql cannot be planned: "
                + e.getMessage()
                + "; partials read windowed_posts and give window_time AS counted_at, insights read"
                + " partials by their names, windowed insights as windowed_<name>",
            e);
      }
    }
  }

  /** The columns of a result as plain, nullable types. */
  static RowType type(Table result) {
    RowType type = (RowType) result.getResolvedSchema().toPhysicalRowDataType().getLogicalType();
    List<RowField> fields = new ArrayList<>();
    for (RowField field : type.getFields()) {
      LogicalType plain = LogicalTypeUtils.removeTimeAttributes(field.getType());
      fields.add(new RowField(field.getName(), plain.copy(true)));
    }
    return new RowType(fields);
  }

  private static RowType stamped(RowType type) {
    List<RowField> fields = new ArrayList<>(type.getFields());
    fields.add(new RowField("as_of", new LocalZonedTimestampType(3)));
    fields.add(new RowField("counting_since", new LocalZonedTimestampType(3)));
    return new RowType(fields);
  }
}

package io.pinflow.insight;

import io.pinflow.record.ResultTable;
import io.pinflow.record.RowTypes;
import io.pinflow.record.TableEdge;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/** Some of the SQL files, answered as the job does, or all at once as a batch. */
final class Questions {

  private final List<SqlFile> partials;
  private final List<SqlFile> insights;
  private Windows windows = new Windows(Duration.ofHours(1), Duration.ZERO);

  Questions(List<SqlFile> partials, List<SqlFile> insights) {
    this.partials = partials;
    this.insights = insights;
  }

  static Questions all() {
    return new Questions(SqlFiles.load("partials"), SqlFiles.load("insights"));
  }

  /** The same in windows of an hour that begin so long after each hour. */
  Questions offset(Duration offset) {
    windows = new Windows(Duration.ofHours(1), offset);
    return this;
  }

  /** These and the files of two more folders, in the opposite order. */
  Questions withAdded(Path folder) throws IOException {
    return new Questions(
        reversed(partials, SqlFiles.load(folder.resolve("partials"))),
        reversed(insights, SqlFiles.load(folder.resolve("insights"))));
  }

  private static List<SqlFile> reversed(List<SqlFile> files, List<SqlFile> added) {
    List<SqlFile> all = new ArrayList<>(files);
    all.addAll(added);
    Collections.reverse(all);
    return all;
  }

  /** An insight to date and windowed, and the partials that it reads. */
  static Questions about(String insight) {
    Questions all = all();
    List<SqlFile> insights =
        filter(all.insights, file -> file.name().replace("_windowed", "").equals(insight));
    return new Questions(
        filter(all.partials, partial -> insights.stream().anyMatch(file -> reads(file, partial))),
        insights);
  }

  private static List<SqlFile> filter(List<SqlFile> files, Predicate<SqlFile> condition) {
    return files.stream().filter(condition).toList();
  }

  static boolean reads(SqlFile file, SqlFile partial) {
    return file.text().matches("(?s).*\\b(windowed_)?" + partial.name() + "\\b.*");
  }

  Collected stream(List<Post> posts) throws Exception {
    StreamExecutionEnvironment env = environment();
    Collected collected = new Collected();
    derive(env, Posts.bounded(env, posts), collected);
    env.execute();
    return collected;
  }

  void derive(StreamExecutionEnvironment env, DataStream<RowData> posts, Collected collected) {
    Insights.derive(tables(env), posts, windows, partials, insights).forEach(collected::attach);
  }

  static StreamExecutionEnvironment environment() {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(2);
    env.setMaxParallelism(16);
    env.getConfig().enableObjectReuse();
    return env;
  }

  private static StreamTableEnvironment tables(StreamExecutionEnvironment env) {
    StreamTableEnvironment tables = StreamTableEnvironment.create(env);
    tables.getConfig().set("table.local-time-zone", "UTC");
    return tables;
  }

  /** The same texts over the same posts, partials being views. */
  Collected batch(List<Post> posts) throws Exception {
    StreamExecutionEnvironment env = environment();
    env.setRuntimeMode(RuntimeExecutionMode.BATCH);
    StreamTableEnvironment tables = tables(env);
    InsightFunctions.register(tables);
    view(
        tables,
        "posts",
        TableEdge.fromRows(
            tables, Posts.bounded(env, posts), RowTypes.POST, RowTypes.ARRIVAL_TIME));
    view(tables, "windowed_posts", query(tables, SqlFiles.text("sql/windowed_posts.sql")));
    for (SqlFile partial : partials) {
      view(tables, partial.name(), tables.sqlQuery(partial.query(windows)));
      view(
          tables,
          "windowed_" + partial.name(),
          query(
              tables,
              "SELECT * FROM TABLE(TUMBLE(TABLE "
                  + partial.name()
                  + ", DESCRIPTOR(counted_at), ${size}))"));
    }
    Collected collected = new Collected();
    for (SqlFile insight : insights) {
      Table result = tables.sqlQuery(insight.query(windows));
      RowType type = Insights.type(result);
      DataStream<RowData> rows = TableEdge.toRows(tables, result, type);
      collected.attach(new ResultTable(insight.name(), insight.question(), type, false, rows));
    }
    env.execute();
    return collected;
  }

  private Table query(StreamTableEnvironment tables, String sql) {
    return tables.sqlQuery(windows.fill(sql));
  }

  private static void view(StreamTableEnvironment tables, String name, Table table) {
    tables.createTemporaryView(name, table);
  }
}

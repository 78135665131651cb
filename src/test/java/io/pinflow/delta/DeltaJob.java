package io.pinflow.delta;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.util.Collector;

/**
 * A job that writes each number from 0 on to two tables, some at each checkpoint, and can be told
 * to fail.
 */
final class DeltaJob {

  /** Where a failure may strike. */
  enum Point {
    RECORD,
    SNAPSHOT,
    NOTIFICATION
  }

  /** Failures still to come, by job and point; tasks of the mini-cluster are in this JVM. */
  private static final Map<String, AtomicInteger> FAILURES = new ConcurrentHashMap<>();

  final List<DeltaTable> tables;
  final Configuration configuration = new Configuration();
  int parallelism = 2;
  long count = 2_000;
  int perCheckpoint = 200;

  /** Every other number is named alike, the rest get so many names. */
  long names = Long.MAX_VALUE;

  /** Barriers overtake nothing between tasks that have one way to each other only. */
  boolean rebalanced;

  Consumer<DeltaSinkBuilder<TableRow>> sink = builder -> {};
  Consumer<StreamExecutionEnvironment> environment = env -> {};

  /**
   * @param lake the folder of the tables, {@code evens} and {@code all}
   */
  DeltaJob(String lake) {
    this.tables =
        List.of(
            DeltaTable.of("all", lake + "/all", LocalTable.PINS),
            DeltaTable.of("evens", lake + "/evens", LocalTable.PINS));
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 100);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, java.time.Duration.ZERO);
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, java.time.Duration.ofMillis(50));
  }

  /** Lets tasks fail so many times at this point. */
  DeltaJob failing(Point point, int times) {
    FAILURES.put(key(point), new AtomicInteger(times));
    return this;
  }

  boolean failed(Point point) {
    return FAILURES.get(key(point)).get() <= 0;
  }

  private String key(Point point) {
    return tables.get(0).path() + point;
  }

  StreamExecutionEnvironment define() {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(parallelism);
    environment.accept(env);
    DeltaSinkBuilder<TableRow> builder = DeltaSink.forTables(tables);
    sink.accept(builder);
    DataStream<TableRow> rows =
        env.fromSource(
                new DataGeneratorSource<>(
                    number -> number,
                    count,
                    RateLimiterStrategy.perCheckpoint(perCheckpoint),
                    Types.LONG),
                WatermarkStrategy.noWatermarks(),
                "numbers")
            .uid("numbers")
            .flatMap(new Rows(tables.get(0).path(), names))
            .uid("rows")
            .returns(TableRowTypeInfo.of(tables));
    (rebalanced ? rows.rebalance() : rows).sinkTo(builder.build()).uid("lake");
    return env;
  }

  private static final class Rows extends RichFlatMapFunction<Long, TableRow>
      implements CheckpointedFunction, CheckpointListener {

    private static final long serialVersionUID = 1L;

    private final String job;
    private final long names;
    private transient TableRow reused;
    private transient GenericRowData row;

    Rows(String job, long names) {
      this.job = job;
      this.names = names;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) {
      reused = new TableRow();
      row = new GenericRowData(2);
    }

    @Override
    public void flatMap(Long number, Collector<TableRow> out) {
      fail(Point.RECORD, number % 700 == 650);
      row.setField(0, number);
      row.setField(1, StringData.fromString("number " + name(number)));
      out.collect(reused.set(0, row));
      if (number % 2 == 0) {
        out.collect(reused.set(1, row));
      }
    }

    private long name(long number) {
      return number < names || number % 2 == 1 ? number % names : 0;
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) {
      fail(Point.SNAPSHOT, context.getCheckpointId() % 3 == 0);
    }

    @Override
    public void notifyCheckpointComplete(long checkpoint) {
      fail(Point.NOTIFICATION, checkpoint % 3 == 1);
    }

    private void fail(Point point, boolean here) {
      AtomicInteger failures = FAILURES.get(job + point);
      if (here && failures != null && failures.getAndDecrement() > 0) {
        throw new IllegalStateException("A failure at " + point + ", as wanted");
      }
    }
  }
}

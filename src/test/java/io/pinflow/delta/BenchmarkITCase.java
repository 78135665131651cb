package io.pinflow.delta;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.testing.Repository;
import io.pinflow.testing.Soak;
import io.pinflow.testing.Spark;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.apache.flink.table.data.RowData;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prints how fast the sink is beside others that write the same rows, and how fast tables read. */
@Tag("soak")
class BenchmarkITCase {

  private static final int ROWS = Soak.of(20_000, 3_000_000);
  private static final int ROUNDS = Soak.of(1, 4);
  private static final int FILES = Soak.of(32, 1_000);
  private static final int ROWS_A_FILE = 400;

  @TempDir Path folder;

  @Test
  void sinkWritesTheRowsThatKernelAndSparkWrite() throws Exception {
    Writers.compare(folder, ROWS, ROUNDS);
    posts("spark");
    bySpark();

    assertThat(summary("sink"))
        .isEqualTo(summary("kernel"))
        .isEqualTo(summary("spark"))
        .startsWith((long) ROWS * ROUNDS, (long) ROWS);
  }

  /** In a process that compiles for speed, like the other two; one thread, as they have. */
  private void bySpark() throws Exception {
    ProcessBuilder spark =
        new ProcessBuilder(
            Repository.home().resolve("local/databricks/launch").toString(),
            "io.pinflow.databricks.bench.TimedSql",
            "--rounds",
            Integer.toString(ROUNDS),
            "INSERT INTO "
                + Spark.table(folder.resolve("spark"))
                + " SELECT id, concat('category ', id % 16), concat('poster ', id * 7919 % 20011),"
                + " timestamp_millis(1598586767123 + id), id * 31 % 1000003 FROM range(0, "
                + ROWS
                + ", 1, 1)");
    spark.environment().putAll(Map.of("PINFLOW_TIER", "4", "SPARK_HEAP", "2g"));
    assertThat(spark.inheritIO().start().waitFor()).isZero();
  }

  @Test
  void tableIsReadFasterOnceItsFilesAreMerged() throws Exception {
    LocalTable table = posts("small");
    table.options.compactionMinFiles = 2;
    TableLog log = table.log();
    for (int file = 0; file < FILES; file++) {
      log.commit(table.committable("run", file + 1, rows(file)));
    }
    List<Object> before = summary("small");
    read(FILES);

    Compaction compaction = new Compaction(table.table, table.log(), table.options);
    time("merging", FILES * ROWS_A_FILE, compaction::round);

    assertThat(table.files()).hasSizeLessThan(FILES / 4);
    assertThat(summary("small")).isEqualTo(before);
    read(table.files().size());
  }

  private void read(int files) throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      time("reading " + files + " files", FILES * ROWS_A_FILE, () -> summary("small"));
    }
  }

  private static RowData[] rows(long file) {
    return LongStream.range(file * ROWS_A_FILE, (file + 1) * ROWS_A_FILE)
        .mapToObj(Posts::row)
        .toArray(RowData[]::new);
  }

  private LocalTable posts(String name) throws Exception {
    return new LocalTable(DeltaTable.of(name, folder.resolve(name).toString(), Posts.TYPE))
        .create();
  }

  private List<Object> summary(String name) {
    return Spark.select(
            "count(*), count(DISTINCT id), sum(followers), min(seen), max(seen), max(poster)",
            folder.resolve(name))
        .get(0);
  }

  static <T> T time(String what, int rows, Callable<T> work) throws Exception {
    long start = System.nanoTime();
    T result = work.call();
    long millis = Math.max(1, (System.nanoTime() - start) / 1_000_000);
    System.out.printf("%s: %d rows in %d ms, %d rows/ms%n", what, rows, millis, rows / millis);
    return result;
  }
}

package io.pinflow.delta;

import io.delta.kernel.DataWriteContext;
import io.delta.kernel.Operation;
import io.delta.kernel.Transaction;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.utils.CloseableIterable;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.DataFileStatus;
import io.pinflow.testing.Repository;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;

/**
 * Writes {@link Posts} by the sink's writer and by Kernel's own, in turns in one process: Kernel's
 * needs Hadoop, which the sink does without.
 */
final class Writers {

  private static final int BATCH = 4_096;

  private final LocalTable table;
  private final int rows;

  private Writers(Path table, int rows) throws IOException {
    this.table = new LocalTable(DeltaTable.of("posts", table.toString(), Posts.TYPE)).create();
    this.rows = rows;
  }

  /** Starts the process, which prints how long each took, and waits for its end. */
  static void compare(Path folder, int rows, int rounds) throws Exception {
    String spark = Files.readString(Repository.home().resolve("local/databricks/target/classpath"));
    String hadoop =
        Arrays.stream(spark.strip().split(":"))
            .filter(jar -> jar.contains("hadoop-client-runtime"))
            .findFirst()
            .orElseThrow();
    int exit =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "@" + Repository.home().resolve("conf/jvm.options"),
                "-Xmx1g",
                "-Dpinflow.log.level=error",
                "-cp",
                System.getProperty("java.class.path") + ":" + hadoop,
                Writers.class.getName(),
                folder.toString(),
                Integer.toString(rows),
                Integer.toString(rounds))
            .redirectErrorStream(true)
            .redirectOutput(Redirect.to(folder.resolve("writers.log").toFile()))
            .start()
            .waitFor();
    String said = Files.readString(folder.resolve("writers.log"));
    System.out.print(said);
    if (exit != 0) {
      throw new IllegalStateException(said);
    }
  }

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    int rows = Integer.parseInt(args[1]);
    for (int round = 1; round <= Integer.parseInt(args[2]); round++) {
      int stamp = round;
      Writers sink = new Writers(folder.resolve("sink"), rows);
      BenchmarkITCase.time("the sink's writer", rows, () -> sink.bySink(stamp));
      Writers kernel = new Writers(folder.resolve("kernel"), rows);
      BenchmarkITCase.time("Kernel's own writer", rows, kernel::byKernel);
      System.out.printf("bytes: sink's %d (zstd), Kernel's %d%n", sink.bytes(), kernel.bytes());
    }
  }

  /** Of all rounds so far. */
  private long bytes() {
    return table.files().stream().mapToLong(LiveFile::bytes).sum();
  }

  private Object bySink(int checkpoint) throws IOException {
    List<DataFile> files;
    try (ParquetCodecs codecs = new ParquetCodecs(table.options.zstdLevel);
        Uploads uploads = new Uploads()) {
      TableWriter writer = new TableWriter(table.table, table.options, codecs, uploads, 0);
      for (long id = 0; id < rows; id++) {
        writer.write(Posts.row(id));
      }
      writer.prepareCommit();
      files = writer.finish();
    }
    return table
        .log()
        .commit(new TableCommittable(table.table.path(), "sink/run", checkpoint, false, files));
  }

  private Object byKernel() throws IOException {
    Engine engine = DefaultEngine.create(new Configuration());
    Transaction transaction =
        table.log().load().buildUpdateTableTransaction("kernel", Operation.WRITE).build(engine);
    transaction.withCommitterProperties(Map::of);
    Row state = transaction.getTransactionState(engine);
    DataWriteContext context = Transaction.getWriteContext(engine, state, Map.of());
    try (CloseableIterator<FilteredColumnarBatch> physical =
            Transaction.transformLogicalData(engine, state, batches(), Map.of());
        CloseableIterator<DataFileStatus> files =
            engine
                .getParquetHandler()
                .writeParquetFiles(
                    context.getTargetDirectory(), physical, context.getStatisticsColumns());
        CloseableIterator<Row> actions =
            Transaction.generateAppendActions(engine, state, files, context)) {
      return transaction.commit(engine, CloseableIterable.inMemoryIterable(actions));
    }
  }

  private CloseableIterator<FilteredColumnarBatch> batches() {
    Iterator<FilteredColumnarBatch> batches =
        IntStream.range(0, (rows + BATCH - 1) / BATCH)
            .mapToObj(batch -> new Posts(batch * BATCH, Math.min(rows, (batch + 1) * BATCH)))
            .map(posts -> new FilteredColumnarBatch(posts, Optional.empty()))
            .iterator();
    return Utils.toCloseableIterator(batches);
  }
}

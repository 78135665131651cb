package io.pinflow.delta;

import io.pinflow.record.Kind;
import io.pinflow.record.RowTypes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Cleaned pins into one Parquet file on the local disk; a row each. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class WriteBenchmark {

  private static final int ROWS = 20_000;
  private static final long T0 = 1_767_225_600_000L;

  private final RowData[] rows = new RowData[ROWS];
  private final ParquetCodecs codecs = new ParquetCodecs(new DeltaSinkOptions().zstdLevel);
  private final Uploads uploads = new Uploads();
  private Path folder;
  private TableWriter writer;

  @Setup
  public void open() throws IOException {
    Random random = new Random(1);
    for (int i = 0; i < ROWS; i++) {
      rows[i] = pin(i, random);
    }
    folder = Files.createTempDirectory("pinflow-write");
    DeltaTable table =
        DeltaTable.of("pin_table", folder.toUri().toString(), RowTypes.silver(Kind.PIN));
    writer = new TableWriter(table, new DeltaSinkOptions(), codecs, uploads, 0);
  }

  private static RowData pin(int ind, Random random) {
    return GenericRowData.of(
        ind,
        text(random, 36),
        text(random, 60),
        text(random, 240),
        random.nextInt(1_000) * 1_000,
        text(random, 20),
        text(random, 130),
        StringData.fromString("image"),
        text(random, 80),
        StringData.fromString("/data/art"),
        StringData.fromString("art"),
        TimestampData.fromEpochMillis(T0 + ind));
  }

  /** Letters and blanks, which compress about as text does. */
  private static StringData text(Random random, int length) {
    byte[] letters = new byte[length];
    for (int i = 0; i < length; i++) {
      letters[i] = (byte) (i % 6 == 5 ? ' ' : 'a' + Math.abs((int) (random.nextGaussian() * 6)) % 26);
    }
    return StringData.fromString(new String(letters, StandardCharsets.UTF_8));
  }

  @Benchmark
  @OperationsPerInvocation(ROWS)
  public Object row() throws IOException {
    for (RowData row : rows) {
      writer.write(row);
    }
    writer.prepareCommit();
    return writer.finish();
  }

  @TearDown
  public void close() throws IOException {
    uploads.close();
    codecs.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}

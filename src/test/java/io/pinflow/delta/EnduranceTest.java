package io.pinflow.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pinflow.testing.Soak;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sink goes on and on. */
class EnduranceTest {

  /** What lists of files and the position between two log checkpoints may differ by. */
  private static final long SLACK_BYTES = 4L << 20;

  /** Readings without a lower one that make a low. */
  private static final int ROUNDS = 5;

  @TempDir Path lake;

  @Test
  void heapDoesNotGrowWithTheCommits() throws Exception {
    LocalTable pins = LocalTable.pins(lake.resolve("pins"));
    LocalTable tops =
        new LocalTable(
            DeltaTable.of("tops", lake.resolve("tops").toString(), LocalTable.PINS).replaced());
    int quarter = Soak.of(60, 2_500);
    try (SinkRun run = SinkRun.fresh(List.of(pins.table, tops.table), new DeltaSinkOptions())) {
      commit(run, quarter, pins, tops);
      long early = lowestHeap();
      System.out.printf("%d commits a table: %d KiB%n", quarter, early >> 10);

      commit(run, 3 * quarter, pins, tops);

      assertThat(pins.version()).isGreaterThanOrEqualTo(4L * quarter);
      // what grew for good stays, however long one waits; what a merge under way holds does not
      await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(() -> assertThat(usedHeap()).isLessThan(early + SLACK_BYTES));
      System.out.printf("%d commits a table: %d KiB%n", 4 * quarter, lowestHeap() >> 10);
    }
  }

  private static void commit(SinkRun run, int times, LocalTable... tables) throws Exception {
    for (long id = 0; id < times; id++) {
      GenericRowData row = GenericRowData.of(id, StringData.fromString("pin " + id));
      for (LocalTable table : tables) {
        run.write(table, row);
      }
      run.checkpoint();
    }
  }

  /** The background's merges and log checkpoints hold up to some 20 MiB while they run. */
  private static long lowestHeap() {
    long lowest = usedHeap();
    for (int higher = 0; higher < ROUNDS; higher++) {
      long used = usedHeap();
      if (used < lowest) {
        lowest = used;
        higher = 0;
      }
    }
    return lowest;
  }

  private static long usedHeap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}

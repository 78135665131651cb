package io.pinflow.delta;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.testing.Soak;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sink goes on and on. */
class EnduranceTest {

  /** What the log checkpoint of the moment, buffers and caches may differ by. */
  private static final long SLACK_BYTES = 16L << 20;

  @TempDir Path lake;

  @Test
  void heapDoesNotGrowWithTheCommits() throws Exception {
    LocalTable pins = LocalTable.pins(lake.resolve("pins"));
    LocalTable tops =
        new LocalTable(
            DeltaTable.of("tops", lake.resolve("tops").toString(), LocalTable.PINS).replaced());
    int quarter = Soak.of(100, 2_500);
    long[] used = new long[4];
    try (SinkRun run = SinkRun.fresh(List.of(pins.table, tops.table), new DeltaSinkOptions())) {
      for (int i = 0; i < 4; i++) {
        for (long id = 0; id < quarter; id++) {
          GenericRowData row = GenericRowData.of(id, StringData.fromString("pin " + id));
          run.write(pins, row).write(tops, row).checkpoint();
        }
        used[i] = usedHeap();
        System.out.printf("%d commits a table: %d KiB%n", (i + 1) * quarter, used[i] >> 10);
      }
    }

    assertThat(pins.version()).isGreaterThanOrEqualTo(4L * quarter);
    assertThat(used[3]).isLessThan(used[0] + SLACK_BYTES);
  }

  private static long usedHeap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}

package io.pinflow.delta;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How many files a table has after so many checkpoints ({@code -Ddelta.checkpoints=2000}). */
class LongRunTest {

  private static final Logger LOG = LoggerFactory.getLogger(LongRunTest.class);

  @TempDir Path folder;

  @Test
  void filesStayFewWithCheckpointAfterCheckpoint() throws Exception {
    LocalTable table = LocalTable.pins(folder).create();
    List<Integer> seen = new ArrayList<>();

    DeltaSink<TableRow> sink = DeltaSink.forTables(List.of(table.table)).build();
    try (CommitterHarness committer = new CommitterHarness(sink)) {
      for (int checkpoint = 1; checkpoint <= LongRun.CHECKPOINTS; checkpoint++) {
        committer.checkpoint(checkpoint, List.of(LongRun.committable(table, checkpoint)));
        if (checkpoint % 20 == 0) {
          seen.add(table.files().size());
        }
      }
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> table.files().size() <= LongRun.MOST_FILES);
    }

    LOG.info(
        "{} checkpoints: {} files written, {} live at most, {} at last; heap {} MiB",
        LongRun.CHECKPOINTS,
        LongRun.CHECKPOINTS * LongRun.WRITERS,
        Collections.max(seen),
        table.files().size(),
        heapMegabytes());
    assertThat(table.rows().stream().map(row -> row.get("id")))
        .hasSize(LongRun.ROWS * LongRun.CHECKPOINTS)
        .doesNotHaveDuplicates();
  }

  private static long heapMegabytes() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
  }
}

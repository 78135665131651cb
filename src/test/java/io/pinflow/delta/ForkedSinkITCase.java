package io.pinflow.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pinflow.delta.ForkedSink.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a process of its own can suffer. */
@Tag("soak")
class ForkedSinkITCase {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path folder;

  @Test
  void jobThatWasTakenForDeadCommitsNothingMoreWhenItWakes() throws Exception {
    Path lake = folder.resolve("lake");
    try (ForkedSink zombie = new ForkedSink(folder.resolve("zombie"), lake, Kind.ENDLESS, "512m")) {
      await("commits").atMost(PATIENCE).until(() -> commits(lake, "evens") > 4);
      zombie.halt();
      DeltaJob heir = new DeltaJob(lake.toString());
      heir.count = 10_000;
      heir.perCheckpoint = 2_000;
      heir.configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, zombie.checkpoint());
      heir.define().execute();
      long commits = commits(lake, "all");

      zombie.resume();
      await("end of the zombie").atMost(PATIENCE).until(() -> !zombie.isAlive());

      assertThat(zombie.exit()).isNotZero();
      assertThat(zombie.log())
          .containsAnyOf("is of another run of this sink", "restored from an older state");
      assertThat(commits(lake, "all")).isEqualTo(commits);
      assertThat(ids(lake, "all")).containsExactlyInAnyOrderElementsOf(range(heir.count, 1));
      assertThat(ids(lake, "evens")).containsExactlyInAnyOrderElementsOf(range(heir.count, 2));
    }
  }

  /** With a file open for each, 500 partitions a writer would need more than this heap. */
  @Test
  void hotPartitionAmongAThousandNeedsNoMoreThanASmallHeap() throws Exception {
    Path lake = folder.resolve("lake");

    try (ForkedSink wide = new ForkedSink(folder.resolve("wide"), lake, Kind.WIDE, "256m")) {
      await("end of the job").atMost(PATIENCE).until(() -> !wide.isAlive());
      assertThat(wide.exit()).as(wide.log()).isZero();
    }

    assertThat(ids(lake, "all")).containsExactlyInAnyOrderElementsOf(range(4_000, 1));
    assertThat(Files.list(lake.resolve("all")).count()).isGreaterThan(500);
  }

  private static List<Object> range(long count, int step) {
    return LongStream.range(0, count)
        .filter(id -> id % step == 0)
        .boxed()
        .collect(Collectors.toList());
  }

  private static List<Object> ids(Path lake, String table) throws IOException {
    return Rows.of(lake.resolve(table).toString()).stream()
        .map(row -> row.get("id"))
        .collect(Collectors.toList());
  }

  private static long commits(Path lake, String table) throws IOException {
    Path log = lake.resolve(table).resolve("_delta_log");
    if (Files.notExists(log)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(log)) {
      return files.filter(file -> file.toString().matches(".*/[0-9]+\\.json")).count();
    }
  }
}

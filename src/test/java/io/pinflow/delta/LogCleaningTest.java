package io.pinflow.delta;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogCleaningTest {

  @TempDir Path folder;

  @Test
  void commitsBeforeAnOldCheckpointGoWithTheirChecksumsAndTheTableStaysWhole() throws IOException {
    LocalTable table = LocalTable.pins(folder).create();
    TableLog log = table.log();
    commit(table, log, 1, 10);
    commit(table, log, 11, 15);
    for (int version = 0; version <= 15; version++) {
      Files.writeString(file(version, "crc"), "{}");
    }
    age(Duration.ofDays(9));

    commit(table, log, 16, 20);

    assertThat(versions("json"))
        .containsExactly(10L, 11L, 12L, 13L, 14L, 15L, 16L, 17L, 18L, 19L, 20L);
    assertThat(versions("crc")).containsExactly(10L, 11L, 12L, 13L, 14L, 15L);
    assertThat(table.rows()).hasSize(20).doesNotHaveDuplicates();
    assertThat(log.commit(table.committable("run", 21, pin(21)))).isPresent();
  }

  @Test
  void logOfTheLastWeekStaysAsItIs() throws IOException {
    LocalTable table = LocalTable.pins(folder).create();
    TableLog log = table.log();

    commit(table, log, 1, 10);
    Files.writeString(file(0, "crc"), "{}");
    age(Duration.ofDays(6));
    commit(table, log, 11, 20);

    assertThat(versions("json")).hasSize(21);
    assertThat(versions("crc")).containsExactly(0L);
  }

  @Test
  void logIsKeptAsLongAsTheTableIsTold() throws IOException {
    LocalTable table =
        new LocalTable(
                DeltaTable.of("pins", folder.toString(), LocalTable.PINS)
                    .withProperty("delta.logRetentionDuration", "interval 30 days"))
            .create();
    TableLog log = table.log();
    commit(table, log, 1, 10);
    age(Duration.ofDays(9));

    commit(table, log, 11, 20);

    assertThat(versions("json")).hasSize(21);
  }

  /** One commit for each id, and a checkpoint of the log at every tenth. */
  private static void commit(LocalTable table, TableLog log, long first, long last)
      throws IOException {
    LogCheckpoints checkpoints = new LogCheckpoints(10);
    for (long id = first; id <= last; id++) {
      long version = log.commit(table.committable("run", id, pin(id))).orElseThrow().getVersion();
      checkpoints.committed(log, table.table.path(), version);
    }
    checkpoints.close();
  }

  private void age(Duration age) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("_delta_log"))) {
      for (Path file : files.collect(Collectors.toList())) {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
      }
    }
  }

  private Path file(long version, String suffix) {
    return folder.resolve(String.format("_delta_log/%020d.%s", version, suffix));
  }

  private List<Long> versions(String suffix) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("_delta_log"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches("[0-9]+\\." + suffix))
          .map(name -> Long.valueOf(name.substring(0, 20)))
          .sorted()
          .collect(Collectors.toList());
    }
  }

  private static RowData pin(long id) {
    return GenericRowData.of(id, StringData.fromString("pin " + id));
  }
}

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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VacuumTest {

  private static final String RETENTION = "delta.deletedFileRetentionDuration";

  @TempDir Path folder;

  private final BackgroundThread thread = new BackgroundThread("vacuum");

  @AfterEach
  void close() {
    thread.close();
  }

  @Test
  void filesThatNoVersionEverNamedGoWhenTheyAreOld() throws IOException {
    LocalTable table = LocalTable.pins(folder).create();
    table.append(pin(1));
    DataFile old = table.write(pin(2)).get(0);
    DataFile pending = table.write(pin(3)).get(0);
    age(Duration.ofDays(8));
    touch(folder.resolve(pending.path()), Duration.ofDays(6));

    assertThat(vacuum(table)).isEqualTo(1);

    assertThat(folder.resolve(old.path())).doesNotExist();
    assertThat(folder.resolve(pending.path())).exists();
    assertThat(ids(table)).containsExactly(1L);
  }

  @Test
  void mergedFilesStayAsLongAsReadersMayNeedThem() throws IOException {
    LocalTable table = LocalTable.pins(folder).create();
    merge(table);
    age(Duration.ofDays(300));

    assertThat(vacuum(table)).isZero();

    assertThat(data()).hasSize(9);
  }

  @Test
  void mergedFilesStayThoughCheckpointsOfTheLogWereWrittenSince() throws IOException {
    LocalTable table = LocalTable.pins(folder).create();
    merge(table);
    for (long id = 9; id <= 10; id++) {
      table.log().load().writeCheckpoint(table.engine);
      table.log().commit(table.committable("run", id, pin(id)));
    }
    age(Duration.ofDays(300));

    assertThat(vacuum(table)).isZero();

    assertThat(data()).hasSize(11);
  }

  @Test
  void mergedFilesGoAfterTheRetentionOfTheTable() throws IOException {
    LocalTable table =
        new LocalTable(
                DeltaTable.of("pins", folder.toString(), LocalTable.PINS)
                    .withProperty(RETENTION, "interval 1 days"))
            .create();
    merge(table);
    age(Duration.ofDays(2));
    for (Path commit : list(folder.resolve("_delta_log"))) {
      Files.writeString(
          commit,
          Files.readString(commit)
              .replaceAll(
                  "\"deletionTimestamp\":[0-9]+",
                  "\"deletionTimestamp\":"
                      + Instant.now().minus(Duration.ofHours(25)).toEpochMilli()));
    }

    assertThat(vacuum(table)).isEqualTo(8);

    assertThat(data()).hasSize(1);
    assertThat(ids(table)).hasSize(8);
  }

  @Test
  void noFileGoesWithinADayWhateverTheTableSays() throws IOException {
    LocalTable table =
        new LocalTable(
                DeltaTable.of("pins", folder.toString(), LocalTable.PINS)
                    .withProperty(RETENTION, "interval 1 seconds"))
            .create();
    merge(table);
    table.write(pin(9));
    age(Duration.ofHours(23));

    assertThat(vacuum(table)).isZero();
  }

  @Test
  void partitionsOfAnyNameAreSwept() throws IOException {
    LocalTable table =
        new LocalTable(
                DeltaTable.of("pins", folder.toString(), LocalTable.PINS).partitionedBy("name"))
            .create();
    List<RowData> rows =
        Stream.of("a/b", "50%", "é日本", "x=y:z", "_x")
            .map(name -> (RowData) GenericRowData.of(1L, StringData.fromString(name)))
            .collect(Collectors.toList());
    table.append(rows.toArray(new RowData[0]));
    table.write(rows.toArray(new RowData[0]));
    age(Duration.ofDays(8));

    assertThat(vacuum(table)).isEqualTo(5);

    assertThat(table.rows()).hasSize(5);
  }

  @Test
  void whatIsNotTheTablesStays() throws IOException {
    LocalTable table = LocalTable.pins(folder).create();
    List<Path> others =
        List.of(
            folder.resolve("README.md"),
            folder.resolve("_hidden/x.parquet"),
            folder.resolve(".hidden.parquet"),
            folder.resolve("_delta_log/x.parquet"));
    for (Path other : others) {
      Files.createDirectories(other.getParent());
      Files.writeString(other, "x");
    }
    age(Duration.ofDays(400));

    assertThat(vacuum(table)).isZero();

    assertThat(others).allSatisfy(other -> assertThat(other).exists());
  }

  private int vacuum(LocalTable table) throws IOException {
    return new Vacuum(table.table.path(), table.engine, thread).run();
  }

  /** Eight files in the place of which there is one then. */
  private static void merge(LocalTable table) throws IOException {
    for (long id = 1; id <= 8; id++) {
      table.log().commit(table.committable("run", id, pin(id)));
    }
    new Compaction(table.table, table.log(), table.options).round();
  }

  private void age(Duration age) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.collect(Collectors.toList())) {
        touch(file, age);
      }
    }
  }

  private static void touch(Path file, Duration age) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
  }

  private List<Path> data() throws IOException {
    return list(folder).stream()
        .filter(file -> file.toString().endsWith(".parquet"))
        .collect(Collectors.toList());
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).collect(Collectors.toList());
    }
  }

  private static List<Object> ids(LocalTable table) throws IOException {
    return table.rows().stream().map(row -> row.get("id")).collect(Collectors.toList());
  }

  private static RowData pin(long id) {
    return GenericRowData.of(id, StringData.fromString("pin " + id));
  }
}

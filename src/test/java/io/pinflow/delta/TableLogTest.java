package io.pinflow.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.delta.kernel.Operation;
import io.delta.kernel.TableManager;
import io.delta.kernel.utils.CloseableIterable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableLogTest {

  @TempDir Path folder;

  @Test
  void createdTableIsEmptyAndReadableByEverybody() throws IOException {
    DeltaTable described =
        DeltaTable.of("pins", folder.toString(), LocalTable.PINS)
            .withComment("id", "of the pin")
            .withProperty("delta.deletedFileRetentionDuration", "interval 9 days");

    LocalTable table = new LocalTable(described).create();

    assertThat(table.rows()).isEmpty();
    JsonNode protocol = action(0, "protocol");
    assertThat(protocol.get("minReaderVersion").intValue()).isEqualTo(1);
    assertThat(protocol.get("minWriterVersion").intValue()).isEqualTo(2);
    JsonNode metadata = action(0, "metaData");
    assertThat(metadata.get("schemaString").textValue()).contains("of the pin");
    JsonNode properties = metadata.get("configuration");
    assertThat(properties.get("delta.logRetentionDuration").textValue())
        .isEqualTo("interval 7 days");
    assertThat(properties.get("delta.deletedFileRetentionDuration").textValue())
        .isEqualTo("interval 9 days");
  }

  @Test
  void commitSaysWhichCheckpointItIs() throws IOException {
    LocalTable table = LocalTable.pins(folder).create();

    table.log().commit(table.committable("run", 42, pin(1), pin(2)));

    JsonNode info = action(1, "commitInfo");
    assertThat(info.get("operation").textValue()).isEqualTo("STREAMING UPDATE");
    assertThat(info.get("isBlindAppend").booleanValue()).isTrue();
    assertThat(info.get("operationParameters").get("checkpointId").textValue()).isEqualTo("42");
    assertThat(info.get("operationMetrics").get("numOutputRows").textValue()).isEqualTo("2");
    assertThat(action(1, "txn").get("appId").textValue()).isEqualTo("sink/run");
    assertThat(action(1, "txn").get("version").longValue()).isEqualTo(42);
  }

  @Test
  void statisticsAreInTheLog() throws IOException {
    LocalTable table = LocalTable.pins(folder).create();

    table.append(pin(1), pin(9));

    assertThat(new ObjectMapper().readTree(action(1, "add").get("stats").textValue()))
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    "{\"numRecords\":2,\"minValues\":{\"id\":1,\"name\":\"pin 1\"},"
                        + "\"maxValues\":{\"id\":9,\"name\":\"pin 9\"},"
                        + "\"nullCount\":{\"id\":0,\"name\":0}}"));
  }

  @Test
  void sameCommittableIsCommittedOnce() throws IOException {
    LocalTable table = LocalTable.pins(folder).create();
    TableCommittable committable = table.committable("run", 7, pin(1));
    TableLog log = table.log();

    assertThat(log.commit(committable)).isPresent();
    assertThat(log.commit(committable)).isEmpty();
    assertThat(table.log().commit(committable)).isEmpty();

    assertThat(table.version()).isEqualTo(1);
    assertThat(ids(table)).containsExactly(1L);
  }

  @Test
  void checkpointIdOfAnotherRunIsAnotherCommit() throws IOException {
    LocalTable table = LocalTable.pins(folder).create();

    table.log().commit(table.committable("first run", 7, pin(1)));
    table.log().commit(table.committable("second run", 7, pin(2)));
    table.log().commit(table.committable("second run", 6, pin(3)));

    assertThat(ids(table)).containsExactlyInAnyOrder(1L, 2L);
  }

  @Test
  void committerLeftBehindCannotRepeatWhatTheNewOneCommitted() throws IOException {
    LocalTable table = LocalTable.pins(folder).create();
    TableLog zombie = table.log();
    zombie.commit(table.committable("run", 1, pin(1)));
    TableCommittable second = table.committable("run", 2, pin(2));

    table.log().commit(second);
    Optional<?> repeated = zombie.commit(second);

    assertThat(repeated).isEmpty();
    assertThat(ids(table)).containsExactlyInAnyOrder(1L, 2L);
  }

  @Test
  void commitsOfOthersAreSteppedOver() throws IOException {
    LocalTable table = LocalTable.pins(folder).create();
    TableLog log = table.log();
    log.commit(table.committable("run", 1, pin(1)));
    table.log().commit(table.committable("other", 1, pin(100)));
    table.log().commit(table.committable("other", 2, pin(101)));

    assertThat(log.commit(table.committable("run", 2, pin(2))).get().getVersion()).isEqualTo(4);
    assertThat(log.commit(table.committable("run", 3, pin(3))).get().getVersion()).isEqualTo(5);

    assertThat(ids(table)).containsExactlyInAnyOrder(1L, 2L, 3L, 100L, 101L);
  }

  @Test
  void changeOfPropertiesByOthersIsAccepted() throws IOException {
    LocalTable table = LocalTable.pins(folder).create();
    TableLog log = table.log();
    log.commit(table.committable("run", 1, pin(1)));
    TableManager.loadSnapshot(table.table.path())
        .build(table.engine)
        .buildUpdateTableTransaction("somebody", Operation.MANUAL_UPDATE)
        .withTablePropertiesAdded(Map.of("owner", "somebody"))
        .build(table.engine)
        .commit(table.engine, CloseableIterable.emptyIterable());

    log.commit(table.committable("run", 2, pin(2)));

    assertThat(ids(table)).containsExactlyInAnyOrder(1L, 2L);
    assertThat(Rows.snapshot(table.table.path()).getTableProperties())
        .containsEntry("owner", "somebody");
  }

  @Test
  void tableOfAnotherSchemaIsRefusedColumnByColumn() throws IOException {
    LocalTable.pins(folder).create();
    RowType other =
        RowType.of(
            new LogicalType[] {new IntType(), new BigIntType()}, new String[] {"id", "count"});

    assertThatThrownBy(
            () -> new LocalTable(DeltaTable.of("other", folder.toString(), other)).create())
        .isInstanceOf(DeltaSinkException.class)
        .hasMessageContaining("column \"id\" is long in the table and integer in the job")
        .hasMessageContaining("column \"count\" long is missing in the table")
        .hasMessageContaining("Alter the table");
  }

  @Test
  void otherPartitionColumnsAreRefused() throws IOException {
    LocalTable.pins(folder).create();

    assertThatThrownBy(
            () ->
                new LocalTable(
                        DeltaTable.of("pins", folder.toString(), LocalTable.PINS)
                            .partitionedBy("id"))
                    .create())
        .hasMessageContaining("partitioned by [] and the job's by [id]");
  }

  @Test
  void columnThatTheJobDoesNotWriteIsNull() throws IOException {
    LocalTable wide = LocalTable.pins(folder).create();
    LocalTable narrow =
        new LocalTable(
            DeltaTable.of(
                "pins",
                folder.toString(),
                RowType.of(new LogicalType[] {new BigIntType()}, new String[] {"id"})));

    narrow.append(GenericRowData.of(5L));

    assertThat(wide.rows())
        .hasSize(1)
        .first()
        .satisfies(
            row -> {
              assertThat(row.get("id")).isEqualTo(5L);
              assertThat(row.get("name")).isNull();
            });
  }

  @Test
  void pathWithBlankPercentAndUmlautWorks() throws IOException {
    LocalTable table = LocalTable.pins(folder.resolve("my lake 100% süß")).create();
    TableLog log = table.log();

    log.commit(table.committable("run", 1, pin(1)));
    log.commit(table.committable("run", 2, pin(2)));
    LogCheckpoints checkpoints = new LogCheckpoints(1);
    checkpoints.committed(log, table.table.path(), 2);
    checkpoints.close();
    log.commit(table.committable("run", 3, pin(3)));

    assertThat(ids(table)).containsExactlyInAnyOrder(1L, 2L, 3L);
  }

  @Test
  void logIsSummedUpAndReadFromThere() throws IOException {
    LocalTable table = LocalTable.pins(folder).create();
    TableLog log = table.log();
    LogCheckpoints checkpoints = new LogCheckpoints(10);
    for (int i = 1; i <= 25; i++) {
      checkpoints.committed(
          log,
          table.table.path(),
          log.commit(table.committable("run", i, pin(i))).get().getVersion());
    }
    checkpoints.close();

    assertThat(logFiles()).anyMatch(name -> name.endsWith(".checkpoint.parquet"));
    assertThat(logFiles()).contains("_last_checkpoint").noneMatch(name -> name.endsWith(".tmp"));
    for (int version = 0; version < 10; version++) {
      Files.delete(commit(version));
    }
    assertThat(ids(table)).hasSize(25).doesNotHaveDuplicates();
    assertThat(table.log().commit(table.committable("run", 25, pin(25)))).isEmpty();
    assertThat(log.commit(table.committable("run", 26, pin(26)))).isPresent();
  }

  @Test
  void restoredFilesThatAreGoneAreNamed() throws IOException {
    LocalTable table = LocalTable.pins(folder).create();
    TableCommittable committable = table.committable("run", 5, pin(1));
    Files.delete(folder.resolve(committable.files().get(0).path()));

    assertThatThrownBy(() -> committer(table, 5).commit(committable))
        .isInstanceOf(DeltaSinkException.class)
        .hasMessageContaining(committable.files().get(0).path())
        .hasMessageContaining("Restore a later one");
    assertThat(table.version()).isZero();
  }

  @Test
  void restoredFilesThatAreInTheTableNeedNotExist() throws IOException {
    LocalTable table = LocalTable.pins(folder).create();
    TableCommittable committable = table.committable("run", 5, pin(1));
    committer(table, 5).commit(committable);
    Files.delete(folder.resolve(committable.files().get(0).path()));

    committer(table, 5).commit(committable);

    assertThat(table.version()).isEqualTo(1);
  }

  @Test
  void tableThatIsGoneIsNotMadeAnew() throws IOException {
    LocalTable table = LocalTable.pins(folder);
    TableCommittable committable = table.committable("run", 5, pin(1));

    assertThatThrownBy(() -> committer(table, 1).commit(committable))
        .isInstanceOf(DeltaSinkException.class)
        .hasMessageContaining("is gone");
    assertThatThrownBy(() -> new TableSetup(table.table, table.engine).prepare(true))
        .hasMessageContaining("Bring it back");
  }

  @Test
  void committableWithoutFilesIsNoCommit() throws IOException {
    LocalTable table = LocalTable.pins(folder).create();

    committer(table, 1).commit(table.committable("run", 5));

    assertThat(table.version()).isZero();
  }

  private TableCommitter committer(LocalTable table, long restored) {
    return new TableCommitter(
        table.log(),
        OptionalLong.of(restored),
        new TableMetrics(new UnregisteredMetricsGroup()),
        (committable, version) -> {});
  }

  private static RowData pin(long id) {
    return GenericRowData.of(id, StringData.fromString("pin " + id));
  }

  private static List<Object> ids(LocalTable table) throws IOException {
    return table.rows().stream().map(row -> row.get("id")).collect(Collectors.toList());
  }

  private Path commit(long version) {
    return folder.resolve(String.format("_delta_log/%020d.json", version));
  }

  private List<String> logFiles() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("_delta_log"))) {
      return files.map(file -> file.getFileName().toString()).collect(Collectors.toList());
    }
  }

  private JsonNode action(long version, String name) throws IOException {
    for (String line : Files.readAllLines(commit(version))) {
      JsonNode action = new ObjectMapper().readTree(line);
      if (action.has(name)) {
        return action.get(name);
      }
    }
    throw new AssertionError("No " + name + " in version " + version);
  }
}

package io.pinflow.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableSetupTest {

  @TempDir Path folder;

  @Test
  void folderWithFilesAndNoLogIsNoTable() throws IOException {
    Files.writeString(folder.resolve("part-0.parquet"), "rows of somebody");

    assertThatThrownBy(() -> LocalTable.pins(folder).create())
        .isInstanceOf(DeltaSinkException.class)
        .hasMessageContaining("pins at file:" + folder + " is not a Delta table")
        .hasMessageContaining("Convert it, empty the folder, or give the job another path");
    assertThat(folder.resolve("_delta_log")).doesNotExist();
  }

  @Test
  void filesThatAWriterOfTheSinkLeftAreNoHindrance() throws IOException {
    LocalTable table = LocalTable.pins(folder);
    table.write(GenericRowData.of(1L, null));

    assertThat(table.create().rows()).isEmpty();
  }

  @Test
  void emptyFolderBecomesATable() throws IOException {
    Files.createDirectories(folder.resolve("_delta_log"));

    assertThat(LocalTable.pins(folder).create().rows()).isEmpty();
  }

  @Test
  void missingColumnsComeWithTheStatementThatAddsThem() throws IOException {
    LocalTable.pins(folder).create();
    RowType wider =
        RowType.of(
            new LogicalType[] {
              new BigIntType(),
              new VarCharType(VarCharType.MAX_LENGTH),
              new ArrayType(new DoubleType()),
              new DecimalType(10, 2)
            },
            new String[] {"id", "name", "coordinates", "price"});

    assertThatThrownBy(
            () -> new LocalTable(DeltaTable.of("pins", folder.toString(), wider)).create())
        .isInstanceOf(DeltaSinkException.class)
        .hasMessageContaining("column \"price\" Decimal(10, 2) is missing in the table")
        .hasMessageContaining(
            "ALTER TABLE delta.`file:"
                + folder
                + "` ADD COLUMNS (`coordinates` ARRAY<DOUBLE>, `price` DECIMAL(10, 2))");
  }

  @Test
  void columnMappingIsRefused() {
    assertRefused(
        pins().withProperty("delta.columnMapping.mode", "name"), "column mapping \"name\"");
  }

  @Test
  void deletionVectorsAreRefused() {
    assertRefused(
        pins().withProperty("delta.enableDeletionVectors", "true"), "feature \"deletionVectors\"");
  }

  @Test
  void tableThatIsReplacedMustNotBeAppendOnly() {
    assertRefused(pins().withProperty("delta.appendOnly", "true").replaced(), "delta.appendOnly");
  }

  @Test
  void tableThatIsReplacedMustNotHaveAChangeDataFeed() {
    assertRefused(
        pins().withProperty("delta.enableChangeDataFeed", "true").replaced(),
        "delta.enableChangeDataFeed");
  }

  @Test
  void appendedTableMayHaveBoth() throws IOException {
    LocalTable table =
        new LocalTable(
            pins()
                .withProperty("delta.enableChangeDataFeed", "true")
                .withProperty("delta.appendOnly", "true"));

    assertThat(table.create().rows()).isEmpty();
  }

  private DeltaTable pins() {
    return DeltaTable.of("pins", folder.toString(), LocalTable.PINS);
  }

  private static void assertRefused(DeltaTable table, String problem) {
    assertThatThrownBy(() -> new LocalTable(table).create())
        .isInstanceOf(DeltaSinkException.class)
        .hasMessageContaining(table + " does not fit what the job writes")
        .hasMessageContaining(problem);
  }
}

package io.pinflow.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.pinflow.testing.Spark;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables that Spark made or changed. */
class TableSetupITCase {

  private static final LogicalType STRING = new VarCharType(VarCharType.MAX_LENGTH);

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TBLPROPERTIES ('delta.enableDeletionVectors' = 'true') | deletionVectors",
        "TBLPROPERTIES ('delta.enableRowTracking' = 'true') | rowTracking",
        "TBLPROPERTIES ('delta.checkpointPolicy' = 'v2') | v2Checkpoint",
        "TBLPROPERTIES ('delta.columnMapping.mode' = 'name') | column mapping \"name\"",
        "CLUSTER BY (id) | clustering"
      })
  void featuresThatTheSinkDoesNotKnowAreNamed(String made, String problem) {
    Spark.sql(
        "CREATE TABLE " + Spark.table(folder) + " (id BIGINT, name STRING) USING delta " + made);

    assertThatThrownBy(() -> LocalTable.pins(folder).create())
        .isInstanceOf(DeltaSinkException.class)
        .hasMessageContaining(problem);
  }

  @Test
  void constraintsAreRefused() {
    Spark.sql("CREATE TABLE " + Spark.table(folder) + " (id BIGINT, name STRING) USING delta");
    Spark.sql("ALTER TABLE " + Spark.table(folder) + " ADD CONSTRAINT positive CHECK (id > 0)");

    assertThatThrownBy(() -> LocalTable.pins(folder).create())
        .isInstanceOf(DeltaSinkException.class)
        .hasMessageContaining("checkConstraints");
  }

  @Test
  void columnThatMustNotBeNullIsRefused() {
    Spark.sql(
        "CREATE TABLE " + Spark.table(folder) + " (id BIGINT NOT NULL, name STRING) USING delta");

    assertThatThrownBy(() -> LocalTable.pins(folder).create())
        .isInstanceOf(DeltaSinkException.class)
        .hasMessageContaining("column \"id\" must not be null in the table and may be in the job");
  }

  @Test
  void statementInTheMessageMakesTheTableFit() throws Exception {
    LocalTable.pins(folder).create().append(pin(1));
    RowType wider =
        RowType.of(
            new LogicalType[] {
              new BigIntType(), STRING, new ArrayType(STRING), new DecimalType(10, 2)
            },
            new String[] {"id", "name", "tags", "price"});
    LocalTable wide = new LocalTable(DeltaTable.of("pins", folder.toString(), wider));

    Throwable refusal = catchThrowable(wide::create);
    Matcher statement = Pattern.compile("\\((ALTER .*\\))\\)").matcher(refusal.getMessage());
    assertThat(statement.find()).isTrue();
    Spark.sql(statement.group(1));
    wide.create();
    GenericRowData row = GenericRowData.of(2L, StringData.fromString("pin 2"), null, null);
    wide.log().commit(wide.committable("run", 2, row));

    assertThat(Spark.select("id, name, tags, price", folder))
        .containsExactlyInAnyOrder(
            Arrays.asList(1L, "pin 1", null, null), Arrays.asList(2L, "pin 2", null, null));
  }

  @Test
  void tableThatSparkMadeIsWrittenTo() throws Exception {
    Spark.sql(
        "CREATE TABLE "
            + Spark.table(folder)
            + " (id BIGINT, name STRING, note STRING) USING delta"
            + " TBLPROPERTIES ('delta.enableChangeDataFeed' = 'true')");

    LocalTable.pins(folder).create().append(pin(1));

    assertThat(Spark.select("id, name, note", folder))
        .isEqualTo(List.of(Arrays.asList(1L, "pin 1", null)));
  }

  private static GenericRowData pin(long id) {
    return GenericRowData.of(id, StringData.fromString("pin " + id));
  }
}

package io.pinflow.delta;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.testing.Spark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spark opens only the files that may hold what is asked for, by its own count. */
class FileSkippingITCase {

  /** Longer than what statistics keep of a string. */
  private static final String PREFIX = "a name that is much longer than thirty-two characters ";

  private static final long T0 = 1_598_586_767_123L;
  private static final int FILES = 4;

  private static final RowType TYPE =
      RowType.of(
          new LogicalType[] {
            new IntType(), new VarCharType(100), new LocalZonedTimestampType(6), new BigIntType()
          },
          new String[] {"number", "name", "seen", "score"});

  @TempDir Path folder;

  @Test
  void filesAreSkippedByEveryStatistic() throws IOException {
    LocalTable table = new LocalTable(DeltaTable.of("pins", folder.toString(), TYPE)).create();
    for (int file = 0; file < FILES; file++) {
      append(table, file);
    }

    assertRead(1, "number = 25", 1);
    assertRead(2, "number BETWEEN 19 AND 20", 2);
    assertRead(0, "number > 40", 0);
    assertRead(1, "name = '2 " + PREFIX + "5'", 1);
    assertRead(2, "name >= '2'", 20);
    assertRead(1, "seen = TIMESTAMP'" + "2020-08-28T03:52:47.123Z'", 1);
    assertRead(1, "seen < TIMESTAMP'2020-08-28T03:52:57Z'", 10);
    assertRead(1, "score IS NULL", 10);
    assertRead(3, "score IS NOT NULL", 30);
  }

  @Test
  void mergedFilesAreSkippedToo() throws IOException {
    LocalTable table = new LocalTable(DeltaTable.of("pins", folder.toString(), TYPE)).create();
    table.options.compactionMinFiles = FILES;
    for (int file = 0; file < FILES; file++) {
      append(table, file);
    }
    new Compaction(table.table, table.log(), table.options).round();
    append(table, 7);

    assertRead(2, "number >= 0", 50);
    assertRead(1, "number = 75", 1);
    assertRead(1, "name = '2 " + PREFIX + "5'", 1);
    assertRead(1, "score IS NULL", 10);
  }

  @Test
  void partitionsOfAnyValueAreReadAndSkipped() throws IOException {
    List<String> names =
        Arrays.asList(
            "a/b", "50%", "c d", "é日本\uD83D\uDE00", "x=y:z", "%2F", "__x", "a#b?c&d", null);
    LocalTable table =
        new LocalTable(
                DeltaTable.of("pins", folder.toString(), LocalTable.PINS).partitionedBy("name"))
            .create();
    table.append(
        names.stream()
            .map(name -> GenericRowData.of((long) names.indexOf(name), StringData.fromString(name)))
            .toArray(RowData[]::new));

    assertRead(names.size(), "id >= 0", names.size());
    for (String name : names) {
      String condition = name == null ? "name IS NULL" : "name = '" + name + "'";
      assertRead(1, condition, 1);
      assertThat(Spark.sql("SELECT id FROM " + Spark.table(folder) + " WHERE " + condition))
          .containsExactly(List.of((long) names.indexOf(name)));
    }
  }

  private void assertRead(long files, String condition, int rows) {
    String statement = "SELECT * FROM " + Spark.table(folder) + " WHERE " + condition;
    assertThat(Spark.sql(statement)).as(condition).hasSize(rows);
    assertThat(Spark.filesRead(statement)).as("files for " + condition).isEqualTo(files);
  }

  /** Ten rows from ten times this number on; the first file has no score. */
  private static void append(LocalTable table, int file) throws IOException {
    RowData[] rows = new RowData[10];
    for (int i = 0; i < rows.length; i++) {
      rows[i] =
          GenericRowData.of(
              10 * file + i,
              StringData.fromString(file + " " + PREFIX + i),
              TimestampData.fromEpochMillis(T0 + (10 * file + i) * 1_000L),
              file == 0 ? null : (long) i);
    }
    table.log().commit(table.committable("run", file + 1, rows));
  }
}

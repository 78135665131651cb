package io.pinflow.delta;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.BooleanType;
import org.apache.flink.table.types.logical.DateType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.FloatType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.SmallIntType;
import org.apache.flink.table.types.logical.TimestampType;
import org.apache.flink.table.types.logical.TinyIntType;
import org.apache.flink.table.types.logical.VarBinaryType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.parquet.PlainReadOptions;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableWriterTest {

  private static final LogicalType STRING = new VarCharType(VarCharType.MAX_LENGTH);
  private static final long T0 = 1_598_586_767_000L;

  static final RowType EVERYTHING =
      RowType.of(
          new LogicalType[] {
            new IntType(),
            new BigIntType(),
            new DoubleType(),
            new FloatType(),
            new BooleanType(),
            STRING,
            new VarBinaryType(VarBinaryType.MAX_LENGTH),
            new DateType(),
            new LocalZonedTimestampType(3),
            new TimestampType(6),
            new ArrayType(new DoubleType()),
            new DecimalType(5, 2),
            new DecimalType(18, 0),
            new DecimalType(38, 10),
            new TinyIntType(),
            new SmallIntType(),
            RowType.of(new LogicalType[] {new IntType(), STRING}, new String[] {"x", "y"})
          },
          new String[] {
            "int",
            "long",
            "double",
            "float",
            "boolean",
            "string",
            "bytes",
            "date",
            "instant",
            "timestamp",
            "array",
            "small_decimal",
            "decimal",
            "large_decimal",
            "tiny",
            "short",
            "row"
          });

  @TempDir Path folder;

  @Test
  void valuesOfEveryTypeComeBack() throws IOException {
    LocalTable table = table(EVERYTHING);

    table.create().append(everything(), new GenericRowData(EVERYTHING.getFieldCount()));

    assertThat(table.rows()).containsExactlyInAnyOrder(expected(), nulls());
  }

  @Test
  void binaryRowsAreWrittenLikeAnyOther() throws IOException {
    LocalTable table = table(EVERYTHING);
    RowDataSerializer serializer = new RowDataSerializer(EVERYTHING);

    table.create().append(serializer.toBinaryRow(everything()));

    assertThat(table.rows()).containsExactly(expected());
  }

  @Test
  void reusedRowLeavesEarlierRowsAsTheyWere() throws IOException {
    LocalTable table = LocalTable.pins(folder);
    RowDataSerializer serializer = new RowDataSerializer(LocalTable.PINS);
    try (ParquetCodecs codecs = new ParquetCodecs(3);
        Uploads uploads = new Uploads()) {
      TableWriter writer = new TableWriter(table.table, table.options, codecs, uploads, 0);
      for (long id = 0; id < 5_000; id++) {
        writer.write(serializer.toBinaryRow(pin(id, "name of " + id)));
      }
      table.create();
      writer.prepareCommit();
      table
          .log()
          .commit(new TableCommittable(table.table.path(), "a/b", 1, false, writer.finish()));
    }

    List<Object> names = column(table, "name");
    assertThat(names).hasSize(5_000).doesNotHaveDuplicates().contains("name of 17");
  }

  @Test
  void boundsDescribeTheFile() throws IOException {
    LocalTable table = LocalTable.pins(folder);

    DataFile file = table.write(pin(3, "b"), pin(-7, "a" + "z".repeat(40)), pin(5, null)).get(0);

    assertThat(file.rows()).isEqualTo(3);
    assertThat(file.bytes()).isEqualTo(Files.size(folder.resolve(file.path())));
    assertThat(file.columns())
        .isEqualTo(
            Map.of(
                "id", new ColumnStatistics(-7L, 5L, 0),
                "name", new ColumnStatistics("a" + "z".repeat(31), "b", 1)));
  }

  @Test
  void columnsWithoutABoundStillCountTheirNulls() throws IOException {
    LocalTable table =
        table(
            RowType.of(
                new LogicalType[] {new DoubleType(), STRING, new VarBinaryType(10)},
                new String[] {"nan", "none", "bytes"}));

    DataFile file =
        table
            .write(
                GenericRowData.of(Double.NaN, null, new byte[] {1}),
                GenericRowData.of(1.0, null, null))
            .get(0);

    assertThat(file.columns())
        .isEqualTo(
            Map.of(
                "nan", new ColumnStatistics(null, null, 0),
                "none", new ColumnStatistics(null, null, 2),
                "bytes", new ColumnStatistics(null, null, 1)));
  }

  @Test
  void zerosOfBothSignsLieWithinTheBounds() throws IOException {
    LocalTable table =
        table(RowType.of(new LogicalType[] {new DoubleType()}, new String[] {"value"}));

    DataFile file = table.write(GenericRowData.of(0.0), GenericRowData.of(-0.0)).get(0);

    assertThat(file.columns()).isEqualTo(Map.of("value", new ColumnStatistics(-0.0, 0.0, 0)));
  }

  @Test
  void fileIsClosedAtTheTargetSizeAndAnotherBegins() throws IOException {
    LocalTable table = LocalTable.pins(folder);
    table.options.targetFileBytes = 64 << 10;

    List<DataFile> files =
        table.write(
            Stream.iterate(0L, id -> id + 1)
                .limit(20_000)
                .map(id -> pin(id, "number " + id * 7919 % 20_011))
                .toArray(RowData[]::new));

    assertThat(files).hasSizeBetween(4, 40);
    assertThat(files).extracting(DataFile::path).doesNotHaveDuplicates();
    assertThat(files.stream().mapToLong(DataFile::rows).sum()).isEqualTo(20_000);
  }

  @Test
  void onlyColumnsThatRepeatHaveADictionaryInEveryFile() throws IOException {
    LocalTable table =
        table(RowType.of(new LogicalType[] {STRING, STRING}, new String[] {"unique", "repeated"}));
    try (ParquetCodecs codecs = new ParquetCodecs(3);
        Uploads uploads = new Uploads()) {
      TableWriter writer = new TableWriter(table.table, table.options, codecs, uploads, 0);
      table.create();
      for (int checkpoint = 1; checkpoint <= 2; checkpoint++) {
        for (int i = 0; i < 12_000; i++) {
          writer.write(
              GenericRowData.of(
                  StringData.fromString("value " + i), StringData.fromString("value " + i % 7)));
        }
        writer.prepareCommit();
        table
            .log()
            .commit(
                new TableCommittable(
                    table.table.path(), "a/b", checkpoint, false, writer.finish()));
      }
    }

    assertThat(dictionaries()).containsExactly("repeated", "repeated");
    assertThat(column(table, "unique")).hasSize(24_000).contains("value 11999");
  }

  /** The columns written with a dictionary, of all files. */
  private List<String> dictionaries() throws IOException {
    List<String> columns = new ArrayList<>();
    try (ParquetCodecs codecs = new ParquetCodecs(1);
        Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(name -> name.toString().endsWith(".parquet")).toList()) {
        try (ParquetFileReader reader =
            ParquetFileReader.open(new LocalInputFile(file), new PlainReadOptions(codecs))) {
          for (ColumnChunkMetaData chunk : reader.getFooter().getBlocks().get(0).getColumns()) {
            if (chunk.hasDictionaryPage()) {
              columns.add(chunk.getPath().toDotString());
            }
          }
        }
      }
    }
    return columns;
  }

  @Test
  void partitionsGoToTheirFoldersAndComeBack() throws IOException {
    LocalTable table =
        new LocalTable(
            DeltaTable.of("pins", folder.toString(), LocalTable.PINS).partitionedBy("name"));
    List<String> names =
        Arrays.asList("a/b", "50%", "c d", "é日本\uD83D\uDE00", "x=y:z", null, "__x", "a#b?c&d");

    table
        .create()
        .append(names.stream().map(name -> pin(names.indexOf(name), name)).toArray(RowData[]::new));

    assertThat(table.rows())
        .extracting(row -> row.get("id"), row -> row.get("name"))
        .containsExactlyInAnyOrderElementsOf(
            names.stream()
                .map(name -> org.assertj.core.groups.Tuple.tuple((long) names.indexOf(name), name))
                .collect(Collectors.toList()));
    assertThat(folder.resolve("name=a%2Fb")).isDirectory();
  }

  @Test
  void emptyStringInAPartitionIsNull() throws IOException {
    LocalTable table =
        new LocalTable(
            DeltaTable.of("pins", folder.toString(), LocalTable.PINS).partitionedBy("name"));

    table.create().append(pin(1, ""), pin(2, null));

    assertThat(column(table, "name")).containsExactly(null, null);
    assertThat(table.version()).isEqualTo(1);
  }

  @Test
  void noMorePartitionsAreOpenThanAllowed() throws IOException {
    LocalTable table =
        new LocalTable(
            DeltaTable.of("pins", folder.toString(), LocalTable.PINS).partitionedBy("id"));
    table.options.maxOpenFiles = 2;

    List<DataFile> files =
        table.write(pin(1, "a"), pin(2, "b"), pin(1, "c"), pin(3, "d"), pin(2, "e"));

    assertThat(files)
        .extracting(file -> file.partition().get("id"), DataFile::rows)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(1L, 2L),
            org.assertj.core.groups.Tuple.tuple(2L, 2L),
            org.assertj.core.groups.Tuple.tuple(3L, 1L));
  }

  @Test
  void aThousandPartitionsGetAFileEachFromAFewOpenOnes() throws IOException {
    LocalTable table =
        new LocalTable(
            DeltaTable.of("pins", folder.toString(), LocalTable.PINS).partitionedBy("name"));
    table.options.maxOpenFiles = 4;
    RowData[] rows = new RowData[20_000];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = pin(i, "partition " + i * 7919L % 1_000);
    }

    List<DataFile> files = table.write(rows);

    assertThat(files).hasSize(1_000);
    assertThat(files).extracting(DataFile::rows).containsOnly(20L);
  }

  @Test
  void rowsThatWaitAreBoundedAndTheLargestPartitionsAreWrittenFirst() throws IOException {
    LocalTable table =
        new LocalTable(
            DeltaTable.of("pins", folder.toString(), LocalTable.PINS).partitionedBy("name"));
    table.options.maxOpenFiles = 1;
    table.options.maxWaitingBytes = 20_000;
    List<RowData> rows = new ArrayList<>();
    for (long i = 0; i < 1_000; i++) {
      rows.add(pin(i, i % 10 == 0 ? "first" : i % 20 == 1 ? "rare" : "common"));
    }

    List<DataFile> files = table.write(rows.toArray(new RowData[0]));

    assertThat(files.stream().map(file -> file.partition().get("name")))
        .containsOnlyOnce("first", "rare")
        .hasSizeBetween(5, 12);
    assertThat(files.stream().mapToLong(DataFile::rows).sum()).isEqualTo(1_000);
  }

  @Test
  void abandonedFilesAreRemoved() throws IOException {
    LocalTable table =
        new LocalTable(
            DeltaTable.of("pins", folder.toString(), LocalTable.PINS).partitionedBy("id"));
    table.options.maxOpenFiles = 1;
    table.options.maxWaitingBytes = 0;
    try (ParquetCodecs codecs = new ParquetCodecs(3);
        Uploads uploads = new Uploads()) {
      TableWriter writer = new TableWriter(table.table, table.options, codecs, uploads, 0);
      writer.write(pin(1, "open"));
      writer.write(pin(2, "closed"));

      writer.abort();
    }

    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.filter(Files::isRegularFile)).isEmpty();
    }
  }

  @Test
  void noFileIsOpenedWithoutARow() throws IOException {
    assertThat(LocalTable.pins(folder).write()).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  private LocalTable table(RowType rowType) {
    return new LocalTable(DeltaTable.of("table", folder.toString(), rowType));
  }

  private static RowData pin(long id, String name) {
    return GenericRowData.of(id, StringData.fromString(name));
  }

  private static List<Object> column(LocalTable table, String name) throws IOException {
    List<Object> values = new ArrayList<>();
    table.rows().forEach(row -> values.add(row.get(name)));
    return values;
  }

  static GenericRowData everything() {
    return GenericRowData.of(
        -1,
        Long.MAX_VALUE,
        1.5,
        -2.5f,
        true,
        StringData.fromString("Привет 日本 \uD83D\uDE00"),
        new byte[] {0, -1},
        18_502,
        TimestampData.fromEpochMillis(T0 + 123),
        TimestampData.fromEpochMillis(-1, 999_000),
        new GenericArrayData(new Object[] {1.5, null, -89.9787}),
        decimal("-123.45", 5, 2),
        decimal("123456789012345678", 18, 0),
        decimal("-1234567890123456789012345678.0123456789", 38, 10),
        (byte) -8,
        (short) 300,
        GenericRowData.of(5, StringData.fromString("five")));
  }

  private static DecimalData decimal(String value, int precision, int scale) {
    return DecimalData.fromBigDecimal(new BigDecimal(value), precision, scale);
  }

  static Map<String, Object> expected() {
    Map<String, Object> row = new TreeMap<>();
    row.put("int", -1);
    row.put("long", Long.MAX_VALUE);
    row.put("double", 1.5);
    row.put("float", -2.5f);
    row.put("boolean", true);
    row.put("string", "Привет 日本 \uD83D\uDE00");
    row.put("bytes", "\u0000\u00ff");
    row.put("date", 18_502);
    row.put("instant", (T0 + 123) * 1000);
    row.put("timestamp", -1L);
    row.put("array", Arrays.asList(1.5, null, -89.9787));
    row.put("small_decimal", new BigDecimal("-123.45"));
    row.put("decimal", new BigDecimal("123456789012345678"));
    row.put("large_decimal", new BigDecimal("-1234567890123456789012345678.0123456789"));
    row.put("tiny", (byte) -8);
    row.put("short", (short) 300);
    row.put("row", Map.of("x", 5, "y", "five"));
    return row;
  }

  static Map<String, Object> nulls() {
    Map<String, Object> row = new TreeMap<>();
    EVERYTHING.getFieldNames().forEach(name -> row.put(name, null));
    return row;
  }
}

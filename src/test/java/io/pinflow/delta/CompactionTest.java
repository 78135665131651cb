package io.pinflow.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.kernel.Snapshot;
import io.delta.kernel.exceptions.ConcurrentWriteException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.parquet.PlainReadOptions;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompactionTest {

  @TempDir Path folder;

  @Test
  void filesBecomeOneAndEveryRowStays() throws IOException {
    LocalTable table = LocalTable.pins(folder).create();
    append(table, 1, 8);

    List<MergedFiles> merged = compaction(table).round();

    assertThat(merged).hasSize(1);
    assertThat(table.files()).hasSize(1);
    assertThat(ids(table)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
  }

  @Test
  void fewerFilesAreLeftAsTheyAre() throws IOException {
    LocalTable table = LocalTable.pins(folder).create();
    append(table, 1, 7);

    assertThat(compaction(table).round()).isEmpty();

    assertThat(table.files()).hasSize(7);
    assertThat(table.version()).isEqualTo(7);
  }

  @Test
  void valuesOfEveryTypeStayWhatTheyWere() throws IOException {
    LocalTable table =
        new LocalTable(DeltaTable.of("all", folder.toString(), TableWriterTest.EVERYTHING))
            .create();
    table.options.compactionMinFiles = 2;
    GenericRowData empty = new GenericRowData(TableWriterTest.EVERYTHING.getFieldCount());
    append(table, 1, TableWriterTest.everything(), empty, TableWriterTest.everything());
    append(table, 2, empty, TableWriterTest.everything());

    compaction(table).round();

    assertThat(table.files()).hasSize(1);
    assertThat(table.rows())
        .containsExactlyInAnyOrder(
            TableWriterTest.expected(),
            TableWriterTest.nulls(),
            TableWriterTest.expected(),
            TableWriterTest.nulls(),
            TableWriterTest.expected());
  }

  @Test
  void partitionsStayApartAndKeepTheirValues() throws IOException {
    List<String> names = Arrays.asList("a/b", "50%", "é日本 \uD83D\uDE00", "x=y:z", null);
    LocalTable table =
        new LocalTable(
                DeltaTable.of("pins", folder.toString(), LocalTable.PINS).partitionedBy("name"))
            .create();
    table.options.compactionMinFiles = 3;
    for (int i = 1; i <= 3; i++) {
      append(table, i, names.stream().map(name -> pin(7, name)).toArray(RowData[]::new));
    }

    List<MergedFiles> merged = compaction(table).round();

    assertThat(merged).hasSize(5);
    assertThat(table.files()).hasSize(5);
    assertThat(table.files())
        .extracting(file -> file.partition().get("name"))
        .containsExactlyInAnyOrderElementsOf(names);
    assertThat(table.rows().stream().collect(Collectors.groupingBy(Map::toString)).values())
        .hasSize(5)
        .allSatisfy(same -> assertThat(same).hasSize(3));
  }

  @Test
  void filesAreNoLargerThanTheTarget() throws IOException {
    LocalTable table = LocalTable.pins(folder).create();
    table.options.targetFileBytes = 40 << 10;
    for (int file = 0; file < 8; file++) {
      append(table, file + 1, many(file * 2_000, 2_000));
    }

    compaction(table).round();

    assertThat(table.files()).hasSizeBetween(2, 7);
    assertThat(table.files()).allSatisfy(file -> assertThat(file.bytes()).isLessThan(80 << 10));
    assertThat(table.rows()).hasSize(16_000).doesNotHaveDuplicates();
  }

  @Test
  void rowGroupsThatAreNotTinyAreCopiedWithTheirIndexes() throws IOException {
    LocalTable table =
        new LocalTable(DeltaTable.of("all", folder.toString(), TableWriterTest.EVERYTHING))
            .create();
    RowData[] some =
        Stream.generate(TableWriterTest::everything).limit(100).toArray(RowData[]::new);
    for (int file = 1; file <= 8; file++) {
      append(table, file, some);
    }
    table.options.targetFileBytes = table.files().get(0).bytes() * 128;

    compaction(table).round();

    assertThat(table.files()).hasSize(1);
    assertThat(table.rows()).hasSize(800).containsOnly(TableWriterTest.expected());
    LiveFile merged = table.files().get(0);
    TableInputFile input =
        new TableInputFile(table.engine.storage(), merged.path(), merged.bytes());
    try (ParquetCodecs codecs = new ParquetCodecs(3);
        ParquetFileReader file = ParquetFileReader.open(input, new PlainReadOptions(codecs))) {
      assertThat(file.getRowGroups()).hasSize(8);
      for (BlockMetaData group : file.getRowGroups()) {
        assertThat(group.getRowCount()).isEqualTo(100);
        for (ColumnChunkMetaData chunk : group.getColumns()) {
          assertThat(file.readOffsetIndex(chunk).getOffset(0))
              .isEqualTo(chunk.getFirstDataPageOffset());
          assertThat(file.readColumnIndex(chunk)).isNotNull();
        }
      }
    }
  }

  @Test
  void tinyFilesBesideOthersBecomeOne() throws IOException {
    LocalTable table = LocalTable.pins(folder).create();
    table.options.compactionMinFiles = 4;
    for (int file = 0; file < 4; file++) {
      append(table, 2 * file + 1, many(file * 10_000, 5_000));
      append(table, 2 * file + 2, pin(file * 10_000 + 5_000, "last"));
    }
    table.options.targetFileBytes = largest(table) * 64;

    MergedFiles merged = merge(table);
    table.log().commit(List.of(merged), table.log().newest());

    assertThat(merged.into()).extracting(DataFile::rows).containsExactlyInAnyOrder(4L, 20_000L);
    assertThat(ids(table)).hasSize(20_004).doesNotHaveDuplicates();
  }

  @Test
  void commitIsToldFromChangesOfDataAndFromTheSinksOwn() throws IOException {
    LocalTable table = LocalTable.pins(folder).create();
    append(table, 1, 8);

    compaction(table).round();

    String commit =
        Files.readString(folder.resolve(String.format("_delta_log/%020d.json", table.version())));
    assertThat(commit)
        .contains("\"operation\":\"OPTIMIZE\"", "\"numRemovedFiles\":\"8\"", "\"dataChange\":false")
        .contains("\\\"numRecords\\\":8", "\\\"minValues\\\":{\\\"id\\\":1")
        .doesNotContain("\"txn\"", "\"dataChange\":true");
  }

  @Test
  void stampsOfMergedFilesAreStillKnown() throws IOException {
    LocalTable table = LocalTable.pins(folder).create();
    TableCommittable first = table.committable("run", 1, pin(1, "one"));
    table.log().commit(first);
    append(table, 2, 8);

    compaction(table).round();

    assertThat(table.log().commit(first)).isEmpty();
    assertThat(ids(table)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
  }

  @Test
  void commitsDuringARoundAreKept() throws IOException {
    LocalTable table = LocalTable.pins(folder).create();
    append(table, 1, 8);
    TableLog log = table.log();
    Snapshot before = log.newest();
    List<MergedFiles> merged = List.of(merge(table));
    append(table, 9, 12);

    log.commit(merged, before);

    assertThat(table.files()).hasSize(5);
    assertThat(ids(table)).hasSize(12).doesNotHaveDuplicates();
  }

  @Test
  void fileThatIsGoneMeanwhileStopsTheRound() throws IOException {
    LocalTable table = LocalTable.pins(folder).create();
    append(table, 1, 8);
    TableLog log = table.log();
    Snapshot before = log.newest();
    List<MergedFiles> merged = List.of(merge(table));
    compaction(table).round();

    assertThatThrownBy(() -> log.commit(merged, before))
        .isInstanceOf(ConcurrentWriteException.class);

    assertThat(ids(table)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
    assertThat(log.commit(table.committable("run", 9, pin(9, "nine")))).isPresent();
    assertThat(ids(table)).hasSize(9).doesNotHaveDuplicates();
  }

  @Test
  void filesOfAnotherFormAreLeftAsTheyAre() throws IOException {
    LocalTable wide = new LocalTable(DeltaTable.of("wide", folder.toString(), WIDE)).create();
    LocalTable narrow = LocalTable.pins(folder);
    for (long i = 1; i <= 8; i++) {
      wide.log().commit(wide.committable("wide", i, row(i, "x", "kept")));
      append(narrow, i, pin(i, "y"));
    }

    List<MergedFiles> merged = compaction(narrow).round();

    assertThat(merged).hasSize(1);
    assertThat(wide.files()).hasSize(9);
    assertThat(wide.rows()).hasSize(16);
    assertThat(wide.rows().stream().filter(row -> "kept".equals(row.get("extra")))).hasSize(8);
    assertThat(compaction(narrow).round()).isEmpty();
  }

  @Test
  void filesFromBeforeAColumnWasAddedAreMergedWithLaterOnes() throws IOException {
    LocalTable wide = new LocalTable(DeltaTable.of("wide", folder.toString(), WIDE)).create();
    LocalTable narrow = LocalTable.pins(folder);
    for (long i = 1; i <= 4; i++) {
      wide.log().commit(wide.committable("wide", i, row(i, "x", "kept")));
      append(narrow, i, pin(i, "y"));
    }

    compaction(wide).round();

    assertThat(wide.files()).hasSize(1);
    assertThat(wide.rows())
        .extracting(row -> row.get("name"), row -> row.get("extra"))
        .containsExactlyInAnyOrder(
            tuple("x", "kept"),
            tuple("x", "kept"),
            tuple("x", "kept"),
            tuple("x", "kept"),
            tuple("y", null),
            tuple("y", null),
            tuple("y", null),
            tuple("y", null));
  }

  @Test
  void roundThatCannotReadAFileLeavesNothingBehind() throws IOException {
    LocalTable table = LocalTable.pins(folder).create();
    append(table, 1, 8);
    Path last = Path.of(java.net.URI.create(table.files().get(7).path().replace(" ", "%20")));
    Files.write(last, new byte[] {1, 2, 3});
    Set<Path> before = new HashSet<>(list());

    assertThatThrownBy(() -> compaction(table).round()).isInstanceOf(IOException.class);

    assertThat(list()).containsExactlyInAnyOrderElementsOf(before);
    assertThat(table.version()).isEqualTo(8);
  }

  private static final RowType WIDE =
      RowType.of(
          new LogicalType[] {
            new BigIntType(),
            new VarCharType(VarCharType.MAX_LENGTH),
            new VarCharType(VarCharType.MAX_LENGTH)
          },
          new String[] {"id", "name", "extra"});

  private static Compaction compaction(LocalTable table) {
    return new Compaction(table.table, table.log(), table.options);
  }

  private static MergedFiles merge(LocalTable table) throws IOException {
    try (ParquetCodecs codecs = new ParquetCodecs(3)) {
      return new FileMerger(
              table.table.path(),
              table.engine.storage(),
              table.table.rowType(),
              codecs,
              table.options.targetFileBytes)
          .merge(table.files(), new HashSet<>())
          .orElseThrow();
    }
  }

  private static long largest(LocalTable table) {
    return table.files().stream().mapToLong(LiveFile::bytes).max().orElseThrow();
  }

  /** One commit for each of these ids. */
  private static void append(LocalTable table, long first, long last) throws IOException {
    for (long id = first; id <= last; id++) {
      append(table, id, pin(id, "pin " + id));
    }
  }

  private static void append(LocalTable table, long checkpoint, RowData... rows)
      throws IOException {
    table.log().commit(table.committable("run", checkpoint, rows));
  }

  private static RowData[] many(long first, int count) {
    RowData[] rows = new RowData[count];
    for (int i = 0; i < count; i++) {
      rows[i] = pin(first + i, "pin " + (first + i) * 7919 % 20_011);
    }
    return rows;
  }

  private static RowData pin(long id, String name) {
    return GenericRowData.of(id, StringData.fromString(name));
  }

  private static RowData row(long id, String name, String extra) {
    return GenericRowData.of(id, StringData.fromString(name), StringData.fromString(extra));
  }

  private static List<Object> ids(LocalTable table) throws IOException {
    return table.rows().stream().map(row -> row.get("id")).sorted().collect(Collectors.toList());
  }

  private static org.assertj.core.groups.Tuple tuple(Object... values) {
    return org.assertj.core.groups.Tuple.tuple(values);
  }

  private List<Path> list() throws IOException {
    try (var files = Files.list(folder)) {
      return files.collect(Collectors.toList());
    }
  }
}

package io.pinflow.delta;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;

/** A table in a folder, written to by the parts of the sink without a job around them. */
final class LocalTable {

  static final RowType PINS =
      RowType.of(
          new LogicalType[] {new BigIntType(), new VarCharType(VarCharType.MAX_LENGTH)},
          new String[] {"id", "name"});

  final DeltaTable table;
  final DeltaSinkOptions options = new DeltaSinkOptions();
  final DeltaEngine engine;

  LocalTable(DeltaTable table) {
    this(table, new DeltaEngine(new LocalLogStorage()));
  }

  LocalTable(DeltaTable table, DeltaEngine engine) {
    this.table = table;
    this.engine = engine;
  }

  static LocalTable pins(Path folder) {
    return new LocalTable(DeltaTable.of("pins", folder.toString(), PINS));
  }

  LocalTable create() throws IOException {
    new TableSetup(table, engine).prepare(false);
    return this;
  }

  TableLog log() {
    return new TableLog(table.path(), engine, snapshot -> TableSchema.validate(table, snapshot));
  }

  List<DataFile> write(RowData... rows) throws IOException {
    try (ParquetCodecs codecs = new ParquetCodecs(options.zstdLevel);
        Uploads uploads = new Uploads()) {
      TableWriter writer = new TableWriter(table, options, codecs, uploads, 0);
      for (RowData row : rows) {
        writer.write(row);
      }
      writer.prepareCommit();
      return writer.finish();
    }
  }

  TableCommittable committable(String run, long checkpoint, RowData... rows) throws IOException {
    return new TableCommittable(table.path(), "sink/" + run, checkpoint, false, write(rows));
  }

  void append(RowData... rows) throws IOException {
    log().commit(committable("run", 1, rows));
  }

  List<Map<String, Object>> rows() throws IOException {
    return Rows.of(table.path(), engine);
  }

  List<LiveFile> files() {
    List<LiveFile> files = new ArrayList<>();
    new LiveFiles(engine, Rows.snapshot(table.path())).forEach(files::add);
    return files;
  }

  long version() {
    return Rows.snapshot(table.path()).getVersion();
  }
}

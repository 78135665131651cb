package io.pinflow.delta;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link DataFile}s in state, version 1. */
final class DataFileFormat {

  private DataFileFormat() {}

  static void write(DataFile file, DataOutputView out) throws IOException {
    Values.writeText(file.path(), out);
    out.writeLong(file.bytes());
    out.writeLong(file.modified());
    out.writeLong(file.rows());
    out.writeInt(file.partition().size());
    for (Map.Entry<String, Object> column : file.partition().entrySet()) {
      Values.writeText(column.getKey(), out);
      Values.write(column.getValue(), out);
    }
    out.writeInt(file.columns().size());
    for (Map.Entry<String, ColumnStatistics> column : file.columns().entrySet()) {
      Values.writeText(column.getKey(), out);
      Values.write(column.getValue().min(), out);
      Values.write(column.getValue().max(), out);
      out.writeLong(column.getValue().nulls());
    }
  }

  static DataFile read(DataInputView in) throws IOException {
    return new DataFile(
        Values.readText(in),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        readPartition(in),
        readColumns(in));
  }

  private static Map<String, Object> readPartition(DataInputView in) throws IOException {
    Map<String, Object> partition = new LinkedHashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      partition.put(Values.readText(in), Values.read(in));
    }
    return partition;
  }

  private static Map<String, ColumnStatistics> readColumns(DataInputView in) throws IOException {
    Map<String, ColumnStatistics> columns = new LinkedHashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      columns.put(
          Values.readText(in),
          new ColumnStatistics(Values.read(in), Values.read(in), in.readLong()));
    }
    return columns;
  }
}

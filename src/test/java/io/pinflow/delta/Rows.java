package io.pinflow.delta;

import io.delta.kernel.Scan;
import io.delta.kernel.Snapshot;
import io.delta.kernel.TableManager;
import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.data.ScanStateRow;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampType;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads tables back through Delta Kernel: every row as its plain column values by name. */
final class Rows {

  private Rows() {}

  static DeltaEngine engine() {
    return new DeltaEngine(new LocalLogStorage());
  }

  static Snapshot snapshot(String table) {
    return TableManager.loadSnapshot(TablePath.normalise(table)).build(engine());
  }

  static List<Map<String, Object>> of(String table) throws IOException {
    return of(TablePath.normalise(table), engine());
  }

  static List<Map<String, Object>> of(String table, DeltaEngine engine) throws IOException {
    Snapshot snapshot = TableManager.loadSnapshot(table).build(engine);
    Scan scan = snapshot.getScanBuilder().build();
    List<Map<String, Object>> rows = new ArrayList<>();
    try (CloseableIterator<FilteredColumnarBatch> files = scan.getScanFiles(engine)) {
      while (files.hasNext()) {
        try (CloseableIterator<Row> adds = files.next().getRows()) {
          while (adds.hasNext()) {
            read(adds.next(), scan.getScanState(engine), engine, rows);
          }
        }
      }
    }
    return rows;
  }

  private static void read(Row add, Row state, DeltaEngine engine, List<Map<String, Object>> rows)
      throws IOException {
    FileStatus file = InternalScanFileUtils.getAddFileStatus(add);
    StructType physical = ScanStateRow.getPhysicalDataReadSchema(state);
    CloseableIterator<ColumnarBatch> read =
        engine
            .getParquetHandler()
            .readParquetFiles(
                io.delta.kernel.internal.util.Utils.singletonCloseableIterator(file),
                physical,
                Optional.empty())
            .map(io.delta.kernel.engine.FileReadResult::getData);
    try (CloseableIterator<FilteredColumnarBatch> batches =
        Scan.transformPhysicalData(engine, state, add, read)) {
      while (batches.hasNext()) {
        collect(batches.next().getData(), rows);
      }
    }
  }

  private static void collect(ColumnarBatch batch, List<Map<String, Object>> rows) {
    for (int row = 0; row < batch.getSize(); row++) {
      Map<String, Object> values = new TreeMap<>();
      for (int i = 0; i < batch.getSchema().length(); i++) {
        values.put(
            batch.getSchema().at(i).getName(),
            value(batch.getSchema().at(i).getDataType(), batch.getColumnVector(i), row));
      }
      rows.add(values);
    }
  }

  private static Object value(DataType type, ColumnVector vector, int row) {
    if (vector.isNullAt(row)) {
      return null;
    } else if (type instanceof IntegerType) {
      return vector.getInt(row);
    } else if (type instanceof LongType || type instanceof TimestampType) {
      return vector.getLong(row);
    } else if (type instanceof StringType) {
      return vector.getString(row);
    } else if (type instanceof DoubleType) {
      return vector.getDouble(row);
    } else if (type instanceof BooleanType) {
      return vector.getBoolean(row);
    } else if (type instanceof io.delta.kernel.types.BinaryType) {
      return new String(vector.getBinary(row), java.nio.charset.StandardCharsets.ISO_8859_1);
    } else if (type instanceof io.delta.kernel.types.DecimalType) {
      return vector.getDecimal(row);
    } else if (type instanceof io.delta.kernel.types.DateType) {
      return vector.getInt(row);
    } else if (type instanceof io.delta.kernel.types.ByteType) {
      return vector.getByte(row);
    } else if (type instanceof io.delta.kernel.types.ShortType) {
      return vector.getShort(row);
    } else if (type instanceof io.delta.kernel.types.FloatType) {
      return vector.getFloat(row);
    } else if (type instanceof io.delta.kernel.types.ArrayType) {
      return list((io.delta.kernel.types.ArrayType) type, vector, row);
    } else if (type instanceof StructType) {
      return struct((StructType) type, vector, row);
    }
    throw new IllegalArgumentException("Not read here: " + type);
  }

  private static List<Object> list(
      io.delta.kernel.types.ArrayType type, ColumnVector vector, int row) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < vector.getArray(row).getSize(); i++) {
      values.add(value(type.getElementType(), vector.getArray(row).getElements(), i));
    }
    return values;
  }

  private static Map<String, Object> struct(StructType type, ColumnVector vector, int row) {
    Map<String, Object> values = new TreeMap<>();
    for (int i = 0; i < type.length(); i++) {
      values.put(type.at(i).getName(), value(type.at(i).getDataType(), vector.getChild(i), row));
    }
    return values;
  }
}

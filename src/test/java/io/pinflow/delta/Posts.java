package io.pinflow.delta;

import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.StructType;
import java.util.Map;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;

/** Rows that look somewhat like posts; a stretch of them is a batch as Delta Kernel takes it. */
final class Posts implements ColumnarBatch {

  static final RowType TYPE =
      RowType.of(
          new LogicalType[] {
            new BigIntType(),
            new VarCharType(VarCharType.MAX_LENGTH),
            new VarCharType(VarCharType.MAX_LENGTH),
            new LocalZonedTimestampType(6),
            new BigIntType()
          },
          new String[] {"id", "category", "poster", "seen", "followers"});

  private static final StructType SCHEMA = DeltaTypes.schema(TYPE, Map.of());
  private static final long T0 = 1_598_586_767_123L;

  private final int from;
  private final int to;

  Posts(int from, int to) {
    this.from = from;
    this.to = to;
  }

  static GenericRowData row(long id) {
    return GenericRowData.of(
        id,
        StringData.fromString(category(id)),
        StringData.fromString(poster(id)),
        TimestampData.fromEpochMillis(T0 + id),
        followers(id));
  }

  private static String category(long id) {
    return "category " + id % 16;
  }

  private static String poster(long id) {
    return "poster " + id * 7919 % 20_011;
  }

  private static long followers(long id) {
    return id * 31 % 1_000_003;
  }

  @Override
  public StructType getSchema() {
    return SCHEMA;
  }

  @Override
  public int getSize() {
    return to - from;
  }

  @Override
  public ColumnVector getColumnVector(int ordinal) {
    return new Column(ordinal);
  }

  private final class Column implements ColumnVector {

    private final int ordinal;

    Column(int ordinal) {
      this.ordinal = ordinal;
    }

    @Override
    public DataType getDataType() {
      return SCHEMA.at(ordinal).getDataType();
    }

    @Override
    public int getSize() {
      return to - from;
    }

    @Override
    public boolean isNullAt(int row) {
      return false;
    }

    @Override
    public long getLong(int row) {
      long id = from + row;
      return ordinal == 0 ? id : ordinal == 3 ? 1_000 * (T0 + id) : followers(id);
    }

    @Override
    public String getString(int row) {
      return ordinal == 1 ? category(from + row) : poster(from + row);
    }

    @Override
    public void close() {}
  }
}

package io.pinflow.cleaning;

import io.pinflow.record.Kind;
import io.pinflow.record.RowTypes;
import io.pinflow.record.TableEdge;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/** The rules of cleaning, one table to one table per kind. */
public final class Cleaning {

  private Cleaning() {}

  /** Cleans rows of {@link RowTypes#decoded} to rows of {@link RowTypes#cleaned}; drops none. */
  public static Table clean(Kind kind, Table decoded) {
    switch (kind) {
      case PIN:
        return PinCleaning.clean(decoded);
      case GEO:
        return GeoCleaning.clean(decoded);
      default:
        return UserCleaning.clean(decoded);
    }
  }

  /** The same from stream to stream, watermarks passing through. */
  public static DataStream<RowData> clean(
      StreamTableEnvironment tables, Kind kind, DataStream<RowData> decoded) {
    RowType type = RowTypes.decoded(kind);
    Table cleaned = clean(kind, TableEdge.fromRows(tables, decoded, type, RowTypes.ARRIVAL_TIME));
    return TableEdge.toRows(tables, cleaned, RowTypes.cleaned(kind));
  }
}

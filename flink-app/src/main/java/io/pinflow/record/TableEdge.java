package io.pinflow.record;

import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.utils.TypeConversions;

/** The edges between streams and tables; internal rows cross them as they are. */
public final class TableEdge {

  private TableEdge() {}

  /**
   * A table of these rows whose event time is the column named and whose watermarks are those of
   * the stream; without a declared event time the planner drops them.
   */
  public static Table fromRows(
      StreamTableEnvironment tables, DataStream<RowData> rows, RowType type, String eventTime) {
    Schema.Builder schema = Schema.newBuilder();
    for (RowType.RowField field : type.getFields()) {
      schema.column(field.getName(), TypeConversions.fromLogicalToDataType(field.getType()));
    }
    schema.watermark(eventTime, "SOURCE_WATERMARK()");
    return tables.fromDataStream(rows, schema.build());
  }

  /** The rows of a table; their timestamps are its event time, if it has one. */
  public static DataStream<RowData> toRows(
      StreamTableEnvironment tables, Table table, RowType type) {
    InternalTypeInfo<RowData> rows = InternalTypeInfo.of(type);
    DataStream<RowData> stream = tables.toDataStream(table, rows.getDataType());
    stream.getTransformation().setOutputType(rows);
    return stream;
  }
}

package io.pinflow.delta;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.utils.ProjectedRowData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.junit.jupiter.api.Test;

class TableRowSerializerTest {

  private static final LogicalType STRING = new VarCharType(VarCharType.MAX_LENGTH);
  private static final RowType NAMES = RowType.of(new BigIntType(), STRING);
  private static final RowType COUNTS = RowType.of(new IntType());

  private final TypeSerializer<TableRow> serializer =
      TableRowTypeInfo.of(
              List.of(
                  DeltaTable.of("names", "/lake/names", NAMES),
                  DeltaTable.of("counts", "/lake/counts", COUNTS)))
          .createSerializer(new SerializerConfigImpl());

  @Test
  void rowsOfEachTableComeBack() throws IOException {
    assertThat(names(roundTrip(new TableRow(0, row(7L, "seven"))))).isEqualTo("7 seven");

    TableRow count = roundTrip(new TableRow(1, GenericRowData.of(3)));
    assertThat(count.table()).isEqualTo(1);
    assertThat(count.row().getInt(0)).isEqualTo(3);
  }

  @Test
  void widerBinaryRowIsCutToTheTablesColumns() throws IOException {
    LogicalType[] wide = new LogicalType[70];
    java.util.Arrays.fill(wide, new IntType());
    wide[0] = new BigIntType();
    wide[1] = STRING;
    GenericRowData values = new GenericRowData(70);
    values.setField(0, 7L);
    values.setField(1, StringData.fromString("seven"));
    RowData binary = new RowDataSerializer(wide).toBinaryRow(values);

    TableRow row = new TableRow(0, binary);

    assertThat(names(roundTrip(row))).isEqualTo("7 seven");
    assertThat(names(serializer.copy(row))).isEqualTo("7 seven");
    assertThat(roundTrip(row).row().getArity()).isEqualTo(2);
  }

  @Test
  void copyOfAViewDoesNotFollowTheViewedRow() {
    GenericRowData viewed = GenericRowData.of(StringData.fromString("seven"), 7L);
    TableRow view = new TableRow(0, ProjectedRowData.from(new int[] {1, 0}).replaceRow(viewed));

    TableRow copy = serializer.copy(view);
    viewed.setField(1, 8L);

    assertThat(names(copy)).isEqualTo("7 seven");
    assertThat(names(view)).isEqualTo("8 seven");
  }

  @Test
  void snapshotRestoresAnEqualSerializer() throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.snapshotConfiguration().writeSnapshot(out);

    TableRowSerializer.Snapshot read = new TableRowSerializer.Snapshot();
    read.readSnapshot(
        serializer.snapshotConfiguration().getCurrentVersion(),
        new DataInputDeserializer(out.getCopyOfBuffer()),
        getClass().getClassLoader());

    assertThat(read.restoreSerializer()).isEqualTo(serializer);
  }

  private TableRow roundTrip(TableRow row) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(row, out);
    return serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
  }

  private static RowData row(long id, String name) {
    return GenericRowData.of(id, StringData.fromString(name));
  }

  private static String names(TableRow row) {
    return row.row().getLong(0) + " " + row.row().getString(1);
  }
}

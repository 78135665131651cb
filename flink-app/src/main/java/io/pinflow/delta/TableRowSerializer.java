package io.pinflow.delta;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeutils.CompositeTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.binary.BinaryRowData;
import org.apache.flink.table.data.utils.ProjectedRowData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;

/** Writes the table's ordinal, then the table's columns as a binary row. */
final class TableRowSerializer extends TypeSerializer<TableRow> {

  private static final long serialVersionUID = 1L;

  private final RowDataSerializer[] tables;
  private transient ProjectedRowData[] columns;

  TableRowSerializer(RowDataSerializer[] tables) {
    this.tables = tables;
  }

  /** A wider binary row must not pass as it is: its null bits take another number of bytes. */
  private BinaryRowData binary(TableRow from) {
    RowDataSerializer table = tables[from.table()];
    RowData row = from.row();
    return table.toBinaryRow(
        row.getArity() == table.getArity() ? row : columns(from.table()).replaceRow(row));
  }

  private ProjectedRowData columns(int table) {
    if (columns == null) {
      columns =
          Arrays.stream(tables)
              .map(each -> IntStream.range(0, each.getArity()).toArray())
              .map(ProjectedRowData::from)
              .toArray(ProjectedRowData[]::new);
    }
    return columns[table];
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public TypeSerializer<TableRow> duplicate() {
    return new TableRowSerializer(
        Arrays.stream(tables).map(RowDataSerializer::duplicate).toArray(RowDataSerializer[]::new));
  }

  @Override
  public TableRow createInstance() {
    return new TableRow();
  }

  @Override
  public TableRow copy(TableRow from) {
    return copy(from, new TableRow());
  }

  @Override
  public TableRow copy(TableRow from, TableRow reuse) {
    return reuse.set(from.table(), binary(from).copy());
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(TableRow row, DataOutputView target) throws IOException {
    target.writeInt(row.table());
    tables[row.table()].serialize(binary(row), target);
  }

  @Override
  public TableRow deserialize(DataInputView source) throws IOException {
    return deserialize(new TableRow(), source);
  }

  @Override
  public TableRow deserialize(TableRow reuse, DataInputView source) throws IOException {
    int table = source.readInt();
    return reuse.set(table, tables[table].deserialize(source));
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    int table = source.readInt();
    target.writeInt(table);
    tables[table].copy(source, target);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TableRowSerializer
        && Arrays.equals(((TableRowSerializer) other).tables, tables);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(tables);
  }

  @Override
  public TypeSerializerSnapshot<TableRow> snapshotConfiguration() {
    return new Snapshot(this);
  }

  /** The serializers of the tables, in order. */
  public static final class Snapshot
      extends CompositeTypeSerializerSnapshot<TableRow, TableRowSerializer> {

    /** For Flink, which reads snapshots into an empty one. */
    public Snapshot() {}

    Snapshot(TableRowSerializer serializer) {
      super(serializer);
    }

    @Override
    protected int getCurrentOuterSnapshotVersion() {
      return 1;
    }

    @Override
    protected TypeSerializer<?>[] getNestedSerializers(TableRowSerializer serializer) {
      return serializer.tables;
    }

    @Override
    protected TableRowSerializer createOuterSerializerWithNestedSerializers(
        TypeSerializer<?>[] nested) {
      return new TableRowSerializer(
          Arrays.copyOf(nested, nested.length, RowDataSerializer[].class));
    }
  }
}

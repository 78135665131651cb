package io.pinflow.delta;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.table.types.logical.RowType;

/** The type of a stream of {@link TableRow}s for a given list of tables; rows travel as binary. */
public final class TableRowTypeInfo extends TypeInformation<TableRow> {

  private static final long serialVersionUID = 1L;

  private final List<RowType> rowTypes;

  private TableRowTypeInfo(List<RowType> rowTypes) {
    this.rowTypes = rowTypes;
  }

  /** The type of rows for these tables, in the order given to {@link DeltaSink#forTables}. */
  public static TableRowTypeInfo of(List<DeltaTable> tables) {
    return new TableRowTypeInfo(
        tables.stream().map(DeltaTable::rowType).collect(Collectors.toUnmodifiableList()));
  }

  @Override
  public TypeSerializer<TableRow> createSerializer(SerializerConfig config) {
    return serializer();
  }

  @Override
  @SuppressWarnings("deprecation")
  public TypeSerializer<TableRow> createSerializer(ExecutionConfig config) {
    return serializer();
  }

  private TableRowSerializer serializer() {
    return new TableRowSerializer(
        rowTypes.stream().map(RowDataSerializer::new).toArray(RowDataSerializer[]::new));
  }

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public Class<TableRow> getTypeClass() {
    return TableRow.class;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof TableRowTypeInfo;
  }

  @Override
  public boolean equals(Object other) {
    return canEqual(other) && ((TableRowTypeInfo) other).rowTypes.equals(rowTypes);
  }

  @Override
  public int hashCode() {
    return rowTypes.hashCode();
  }

  @Override
  public String toString() {
    return "TableRow" + rowTypes;
  }
}

package io.pinflow.delta;

import io.delta.kernel.data.ArrayValue;
import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.data.MapValue;
import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;

/** Writes rows of a batch of log actions, named by their place in it. */
final class ActionWriteSupport extends WriteSupport<Integer> {

  private final StructType schema;
  private ColumnarBatch batch;
  private RecordConsumer consumer;

  ActionWriteSupport(StructType schema) {
    this.schema = schema;
  }

  /** The batch that the next rows are of. */
  void in(ColumnarBatch next) {
    this.batch = next;
  }

  @Override
  @SuppressWarnings("deprecation")
  public WriteContext init(Configuration configuration) {
    throw new UnsupportedOperationException("Written without Hadoop.");
  }

  @Override
  public WriteContext init(ParquetConfiguration configuration) {
    return new WriteContext(CheckpointTypes.message(schema), Map.of());
  }

  @Override
  public void prepareForWrite(RecordConsumer recordConsumer) {
    this.consumer = recordConsumer;
  }

  @Override
  public void write(Integer row) {
    consumer.startMessage();
    for (int i = 0; i < schema.length(); i++) {
      field(schema.at(i).getName(), i, schema.at(i).getDataType(), batch.getColumnVector(i), row);
    }
    consumer.endMessage();
  }

  private void field(String name, int index, DataType type, ColumnVector vector, int row) {
    if (!vector.isNullAt(row)) {
      consumer.startField(name, index);
      value(type, vector, row);
      consumer.endField(name, index);
    }
  }

  private void value(DataType type, ColumnVector vector, int row) {
    if (type instanceof StringType) {
      consumer.addBinary(Binary.fromString(vector.getString(row)));
    } else if (type instanceof LongType) {
      consumer.addLong(vector.getLong(row));
    } else if (type instanceof IntegerType) {
      consumer.addInteger(vector.getInt(row));
    } else if (type instanceof BooleanType) {
      consumer.addBoolean(vector.getBoolean(row));
    } else if (type instanceof StructType) {
      struct((StructType) type, vector, row);
    } else if (type instanceof MapType) {
      map((MapType) type, vector.getMap(row));
    } else {
      list((ArrayType) type, vector.getArray(row));
    }
  }

  private void struct(StructType type, ColumnVector vector, int row) {
    consumer.startGroup();
    for (int i = 0; i < type.length(); i++) {
      field(type.at(i).getName(), i, type.at(i).getDataType(), vector.getChild(i), row);
    }
    consumer.endGroup();
  }

  private void map(MapType type, MapValue map) {
    consumer.startGroup();
    if (map.getSize() > 0) {
      consumer.startField("key_value", 0);
      for (int i = 0; i < map.getSize(); i++) {
        consumer.startGroup();
        field("key", 0, type.getKeyType(), map.getKeys(), i);
        field("value", 1, type.getValueType(), map.getValues(), i);
        consumer.endGroup();
      }
      consumer.endField("key_value", 0);
    }
    consumer.endGroup();
  }

  private void list(ArrayType type, ArrayValue list) {
    consumer.startGroup();
    if (list.getSize() > 0) {
      consumer.startField("list", 0);
      for (int i = 0; i < list.getSize(); i++) {
        consumer.startGroup();
        field("element", 0, type.getElementType(), list.getElements(), i);
        consumer.endGroup();
      }
      consumer.endField("list", 0);
    }
    consumer.endGroup();
  }
}

package io.pinflow.delta;

import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * Writes the next record of a reader, value by value: no row is ever put together. Readers must be
 * given this object's {@link #materializer}.
 */
final class MergeWriteSupport extends WriteSupport<RecordReader<Boolean>> {

  private final MessageType message;
  private final Group root;
  private RecordConsumer consumer;

  MergeWriteSupport(MessageType message) {
    this.message = message;
    this.root = new Root(message);
  }

  /** What a reader hands values to. */
  RecordMaterializer<Boolean> materializer() {
    return new RecordMaterializer<>() {
      @Override
      public Boolean getCurrentRecord() {
        return true;
      }

      @Override
      public GroupConverter getRootConverter() {
        return root;
      }
    };
  }

  @Override
  @SuppressWarnings("deprecation")
  public WriteContext init(Configuration configuration) {
    throw new UnsupportedOperationException("Written without Hadoop.");
  }

  @Override
  public WriteContext init(ParquetConfiguration configuration) {
    return new WriteContext(message, Map.of());
  }

  @Override
  public void prepareForWrite(RecordConsumer recordConsumer) {
    this.consumer = recordConsumer;
  }

  @Override
  public void write(RecordReader<Boolean> reader) {
    reader.read();
  }

  /** Opens a field with its first value, since repeated ones must stay in one. */
  private class Group extends GroupConverter {

    private static final int NONE = -1;

    private final Group parent;
    private final int position;
    private final GroupType type;
    private final Converter[] fields;
    private int open = NONE;

    Group(Group parent, int position, GroupType type) {
      this.parent = parent;
      this.position = position;
      this.type = type;
      this.fields = new Converter[type.getFieldCount()];
      for (int i = 0; i < fields.length; i++) {
        Type field = type.getType(i);
        fields[i] =
            field.isPrimitive() ? new Value(this, i) : new Group(this, i, field.asGroupType());
      }
    }

    @Override
    public Converter getConverter(int field) {
      return fields[field];
    }

    @Override
    public void start() {
      parent.at(position);
      consumer.startGroup();
    }

    @Override
    public void end() {
      at(NONE);
      consumer.endGroup();
    }

    void at(int field) {
      if (open == field) {
        return;
      }
      if (open != NONE) {
        consumer.endField(type.getFieldName(open), open);
      }
      if (field != NONE) {
        consumer.startField(type.getFieldName(field), field);
      }
      open = field;
    }
  }

  private final class Root extends Group {

    Root(MessageType type) {
      super(null, 0, type);
    }

    @Override
    public void start() {
      consumer.startMessage();
    }

    @Override
    public void end() {
      at(Group.NONE);
      consumer.endMessage();
    }
  }

  private final class Value extends PrimitiveConverter {

    private final Group parent;
    private final int position;

    Value(Group parent, int position) {
      this.parent = parent;
      this.position = position;
    }

    /** Said to be reused, so that what is kept is copied and does not hold on to a whole page. */
    @Override
    public void addBinary(Binary value) {
      parent.at(position);
      consumer.addBinary(Binary.fromReusedByteBuffer(value.toByteBuffer()));
    }

    @Override
    public void addBoolean(boolean value) {
      parent.at(position);
      consumer.addBoolean(value);
    }

    @Override
    public void addDouble(double value) {
      parent.at(position);
      consumer.addDouble(value);
    }

    @Override
    public void addFloat(float value) {
      parent.at(position);
      consumer.addFloat(value);
    }

    @Override
    public void addInt(int value) {
      parent.at(position);
      consumer.addInteger(value);
    }

    @Override
    public void addLong(long value) {
      parent.at(position);
      consumer.addLong(value);
    }
  }
}

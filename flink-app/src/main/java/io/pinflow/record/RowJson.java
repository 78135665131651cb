package io.pinflow.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/**
 * Writes the first columns of a row as one JSON object on one line.
 *
 * <p>Timestamps are ISO instants. Bytes are text; where they are not UTF-8, they stand in Base64
 * under the column's name with {@code _base64} behind it. Nulls are left out.
 */
public final class RowJson implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final JsonFactory JSON = new JsonFactory();

  private final RowType type;
  private final int columns;

  public RowJson(RowType type, int columns) {
    this.type = type;
    this.columns = columns;
  }

  /** The object as UTF-8, without a line end. */
  public byte[] toBytes(RowData row) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      for (int i = 0; i < columns; i++) {
        if (!row.isNullAt(i)) {
          write(type.getFieldNames().get(i), type.getTypeAt(i), row, i, json);
        }
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing JSON to memory failed", e);
    }
    return bytes.toByteArray();
  }

  private static void write(String name, LogicalType field, RowData row, int i, JsonGenerator json)
      throws IOException {
    switch (field.getTypeRoot()) {
      case INTEGER:
        json.writeNumberField(name, row.getInt(i));
        break;
      case BIGINT:
        json.writeNumberField(name, row.getLong(i));
        break;
      case VARCHAR:
        json.writeStringField(name, row.getString(i).toString());
        break;
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE:
        json.writeStringField(name, row.getTimestamp(i, 3).toInstant().toString());
        break;
      case ARRAY:
        json.writeFieldName(name);
        writeDoubles(row.getArray(i), json);
        break;
      case VARBINARY:
        writeBinary(name, row.getBinary(i), json);
        break;
      default:
        throw new IllegalArgumentException("no JSON form for columns of type " + field);
    }
  }

  private static void writeDoubles(ArrayData array, JsonGenerator json) throws IOException {
    json.writeStartArray();
    for (int i = 0; i < array.size(); i++) {
      json.writeNumber(array.getDouble(i));
    }
    json.writeEndArray();
  }

  private static void writeBinary(String name, byte[] bytes, JsonGenerator json)
      throws IOException {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      json.writeStringField(name, text);
    } catch (CharacterCodingException e) {
      json.writeBinaryField(name + "_base64", bytes);
    }
  }
}

package io.pinflow.databricks;

import static scala.jdk.javaapi.CollectionConverters.asJava;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import org.apache.spark.sql.Row;

/**
 * Spark's values as JSON: numbers as numbers (decimals, not-a-number and the infinities as text),
 * timestamps as ISO instants, binary as base64, arrays as arrays, structs and maps as objects.
 */
public final class Values {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Values() {}

  /** A row as an object, its columns in order. */
  public static ObjectNode object(Row row) {
    ObjectNode object = JSON.objectNode();
    String[] names = row.schema().fieldNames();
    for (int column = 0; column < names.length; column++) {
      object.set(names[column], json(row.get(column)));
    }
    return object;
  }

  /** A row as an array, its columns in order. */
  static ArrayNode array(Row row) {
    ArrayNode array = JSON.arrayNode(row.size());
    for (int column = 0; column < row.size(); column++) {
      array.add(json(row.get(column)));
    }
    return array;
  }

  private static JsonNode json(Object value) {
    if (value == null) {
      return JSON.nullNode();
    } else if (value instanceof Number number) {
      return number(number);
    } else if (value instanceof Boolean truth) {
      return JSON.booleanNode(truth);
    } else if (value instanceof byte[] bytes) {
      return JSON.binaryNode(bytes);
    } else {
      return nested(value);
    }
  }

  private static JsonNode number(Number number) {
    if (number instanceof BigDecimal decimal) {
      return JSON.textNode(decimal.toPlainString());
    } else if (number instanceof Double || number instanceof Float) {
      double real = number.doubleValue();
      return Double.isFinite(real) ? JSON.numberNode(real) : JSON.textNode(number.toString());
    }
    return JSON.numberNode(number.longValue());
  }

  private static JsonNode nested(Object value) {
    if (value instanceof Row row) {
      return object(row);
    } else if (value instanceof scala.collection.Seq<?> seq) {
      ArrayNode array = JSON.arrayNode();
      asJava(seq).forEach(element -> array.add(json(element)));
      return array;
    } else if (value instanceof scala.collection.Map<?, ?> map) {
      ObjectNode object = JSON.objectNode();
      asJava(map).forEach((key, element) -> object.set(String.valueOf(key), json(element)));
      return object;
    }
    return JSON.textNode(value.toString());
  }
}

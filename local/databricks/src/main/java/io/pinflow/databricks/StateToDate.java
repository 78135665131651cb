package io.pinflow.databricks;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * An insight to date as a person reads it: the answer, in order, without the columns of its age.
 */
record StateToDate(Dataset<Row> rows) {

  private static final String AS_OF = "as_of";
  private static final String SINCE = "counting_since";

  static boolean is(StructType schema) {
    return List.of(schema.fieldNames()).containsAll(List.of(AS_OF, SINCE));
  }

  /** The time of the state, as the end of a title; empty for no rows. */
  String asOf() {
    return rows.select(AS_OF).takeAsList(1).stream()
        .map(row -> ", as of " + row.get(0).toString().replace('T', ' ').replace("Z", ""))
        .findFirst()
        .orElse("");
  }

  Dataset<Row> answer() {
    return rows.drop(AS_OF, SINCE);
  }

  List<Row> first(int count) {
    return answer().orderBy(order()).takeAsList(count);
  }

  /** Years and age groups by themselves, the many countries by what was counted. */
  private Column[] order() {
    String[] names = answer().columns();
    String value = names[names.length - 1];
    List<Column> order = new ArrayList<>(Arrays.stream(names).map(name -> col(name)).toList());
    if (names[0].equals("country")) {
      order.add(0, col(value).desc());
    } else if (List.of(names).contains("category")) {
      order.add(1, col(value).desc());
    }
    return order.toArray(Column[]::new);
  }
}

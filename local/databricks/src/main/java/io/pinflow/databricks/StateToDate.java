package io.pinflow.databricks;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * The first rows of an insight to date as a person reads it: the answer, in order, without the
 * columns of its age.
 *
 * @param asOf the time of the state, as the end of a title; empty for no rows
 * @param schema of the answer
 */
record StateToDate(String asOf, StructType schema, List<Row> rows) {

  private static final String AS_OF = "as_of";
  private static final String SINCE = "counting_since";

  static boolean is(StructType schema) {
    return List.of(schema.fieldNames()).containsAll(List.of(AS_OF, SINCE));
  }

  /** Asks once: most of what a query of a small table costs is the query. */
  static StateToDate first(Dataset<Row> table, int count) {
    StructType schema = table.drop(AS_OF, SINCE).schema();
    List<Row> rows = table.orderBy(order(schema.fieldNames())).takeAsList(count);
    String asOf =
        rows.stream()
            .map(row -> ", as of " + row.getAs(AS_OF).toString().replace('T', ' ').replace("Z", ""))
            .findFirst()
            .orElse("");
    return new StateToDate(asOf, schema, rows.stream().map(row -> answer(row, schema)).toList());
  }

  private static Row answer(Row row, StructType schema) {
    return RowFactory.create(Arrays.stream(schema.fieldNames()).map(row::getAs).toArray());
  }

  /** Years and age groups by themselves, the many countries by what was counted. */
  private static Column[] order(String... names) {
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

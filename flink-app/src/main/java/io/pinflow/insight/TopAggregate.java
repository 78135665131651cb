package io.pinflow.insight;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.catalog.DataTypeFactory;
import org.apache.flink.table.functions.AggregateFunction;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.inference.InputTypeStrategies;
import org.apache.flink.table.types.inference.TypeInference;
import org.apache.flink.types.Row;

/**
 * {@code MOST(value, name, …)} and {@code HIGHEST(value, name, …)}: the names with the greatest
 * value of a group, all ties, as an array of rows of the value and the texts of the name.
 *
 * <p>Flink 1.20 has no RANK over windows or changes; a join with the maximum gives the same for
 * three operators with state instead of one.
 */
public abstract class TopAggregate extends AggregateFunction<Row[], Tops> {

  private static final long serialVersionUID = 1L;

  /** Takes a value of a name; a null value does not count. */
  public void accumulate(Tops tops, Long value, String... name) {
    if (value != null) {
      add(tops, Arrays.asList(name.clone()), value);
    }
  }

  /** Local aggregates of one group become one. */
  public void merge(Tops tops, Iterable<Tops> others) {
    others.forEach(
        other -> other.entries().forEach(entry -> add(tops, entry.getKey(), entry.getValue())));
  }

  abstract void add(Tops tops, List<String> name, long value);

  @Override
  public Tops createAccumulator() {
    return new Tops();
  }

  @Override
  public Row[] getValue(Tops tops) {
    List<Row> rows = new ArrayList<>();
    tops.forEachTop((name, value) -> rows.add(Row.join(Row.of(value), Row.of(name.toArray()))));
    return rows.toArray(Row[]::new);
  }

  @Override
  public TypeInference getTypeInference(DataTypeFactory types) {
    return TypeInference.newBuilder()
        .inputTypeStrategy(
            InputTypeStrategies.varyingSequence(
                InputTypeStrategies.explicit(DataTypes.BIGINT()),
                InputTypeStrategies.explicit(DataTypes.STRING())))
        .accumulatorTypeStrategy(
            call -> Optional.of(DataTypes.RAW(Tops.class, TopsSerializer.INSTANCE)))
        .outputTypeStrategy(
            call -> Optional.of(DataTypes.ARRAY(row(call.getArgumentDataTypes().size() - 1))))
        .build();
  }

  private static DataType row(int texts) {
    List<DataTypes.Field> fields = new ArrayList<>();
    fields.add(DataTypes.FIELD("top_value", DataTypes.BIGINT()));
    for (int i = 0; i < texts; i++) {
      fields.add(DataTypes.FIELD("name_" + i, DataTypes.STRING()));
    }
    return DataTypes.ROW(fields);
  }

  /** The names whose values have the greatest sum. */
  public static final class Most extends TopAggregate {
    private static final long serialVersionUID = 1L;

    @Override
    void add(Tops tops, List<String> name, long value) {
      tops.sum(name, value);
    }
  }

  /** The names that have the greatest single value. */
  public static final class Highest extends TopAggregate {
    private static final long serialVersionUID = 1L;

    @Override
    void add(Tops tops, List<String> name, long value) {
      tops.max(name, value);
    }
  }
}

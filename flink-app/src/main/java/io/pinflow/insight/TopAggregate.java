package io.pinflow.insight;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.catalog.DataTypeFactory;
import org.apache.flink.table.functions.AggregateFunction;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.inference.ArgumentTypeStrategy;
import org.apache.flink.table.types.inference.InputTypeStrategies;
import org.apache.flink.table.types.inference.TypeInference;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.types.Row;

/**
 * The names with the greatest value of a group, all ties, as an array of rows of the value and the
 * texts of the name.
 *
 * <p>Flink 1.20 has no RANK over windows or changes; a join with the maximum gives the same for
 * three operators with state instead of one.
 */
public abstract class TopAggregate extends AggregateFunction<Row[], Tops> {

  private static final long serialVersionUID = 1L;

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

  /** What comes before the texts: a value, or what an aggregate has returned. */
  abstract ArgumentTypeStrategy firstArgument();

  @Override
  public TypeInference getTypeInference(DataTypeFactory types) {
    return TypeInference.newBuilder()
        .inputTypeStrategy(
            InputTypeStrategies.varyingSequence(
                firstArgument(), InputTypeStrategies.explicit(DataTypes.STRING())))
        .accumulatorTypeStrategy(
            call -> Optional.of(DataTypes.RAW(Tops.class, TopsSerializer.INSTANCE)))
        .outputTypeStrategy(call -> Optional.of(DataTypes.ARRAY(row(call.getArgumentDataTypes()))))
        .build();
  }

  private static DataType row(List<DataType> arguments) {
    LogicalType first = arguments.get(0).getLogicalType();
    int texts = arguments.size() - 1;
    if (first.is(LogicalTypeRoot.ARRAY)) {
      texts += first.getChildren().get(0).getChildren().size() - 1;
    }
    List<DataTypes.Field> fields = new ArrayList<>();
    fields.add(DataTypes.FIELD("top_value", DataTypes.BIGINT()));
    for (int i = 0; i < texts; i++) {
      fields.add(DataTypes.FIELD("name_" + i, DataTypes.STRING()));
    }
    return DataTypes.ROW(fields);
  }

  /** The names of single values. */
  public abstract static class OfValues extends TopAggregate {

    private static final long serialVersionUID = 1L;

    /** Takes a value of a name; a null value does not count. */
    public void accumulate(Tops tops, Long value, String... name) {
      if (value != null) {
        add(tops, Arrays.asList(name.clone()), value);
      }
    }

    @Override
    ArgumentTypeStrategy firstArgument() {
      return InputTypeStrategies.explicit(DataTypes.BIGINT());
    }
  }

  /** {@code MOST(value, text, …)}: the names whose values have the greatest sum. */
  public static final class Most extends OfValues {
    private static final long serialVersionUID = 1L;

    @Override
    void add(Tops tops, List<String> name, long value) {
      tops.sum(name, value);
    }
  }

  /** {@code HIGHEST(value, text, …)}: the names that have the greatest single value. */
  public static final class Highest extends OfValues {
    private static final long serialVersionUID = 1L;

    @Override
    void add(Tops tops, List<String> name, long value) {
      tops.max(name, value);
    }
  }

  /**
   * {@code MERGE_HIGHEST(highest, text, …)}: the same of all that {@code HIGHEST} returned for
   * several groups, each name with these texts, such as those of its group, before its own.
   */
  public static final class MergeHighest extends TopAggregate {
    private static final long serialVersionUID = 1L;

    public void accumulate(Tops tops, Row[] highest, String... texts) {
      for (Row row : highest) {
        Stream<String> name = IntStream.range(1, row.getArity()).mapToObj(row::getFieldAs);
        add(
            tops,
            Stream.concat(Stream.of(texts), name).collect(Collectors.toList()),
            row.<Long>getFieldAs(0));
      }
    }

    @Override
    void add(Tops tops, List<String> name, long value) {
      tops.max(name, value);
    }

    @Override
    ArgumentTypeStrategy firstArgument() {
      return InputTypeStrategies.ANY;
    }
  }
}

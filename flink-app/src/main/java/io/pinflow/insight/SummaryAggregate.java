package io.pinflow.insight;

import java.util.Optional;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.catalog.DataTypeFactory;
import org.apache.flink.table.functions.AggregateFunction;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.inference.InputTypeStrategies;
import org.apache.flink.table.types.inference.TypeInference;

/**
 * Summarises a group, as bytes; null if nothing counts. For each summary there is an aggregate of
 * single values and one that merges such bytes.
 *
 * @param <S> the summary, which is the accumulator
 */
public abstract class SummaryAggregate<S extends Summary<S>> extends AggregateFunction<byte[], S> {

  private static final long serialVersionUID = 1L;

  private final DataType argument;
  private final Class<S> type;
  final SummarySerializer<S> serializer;

  private SummaryAggregate(DataType argument, Class<S> type, SummarySerializer<S> serializer) {
    this.argument = argument;
    this.type = type;
    this.serializer = serializer;
  }

  @Override
  public S createAccumulator() {
    return serializer.createInstance();
  }

  /** Local aggregates of one group, and those of windows that share slices, become one. */
  public void merge(S accumulator, Iterable<S> others) {
    others.forEach(accumulator::merge);
  }

  @Override
  public byte[] getValue(S accumulator) {
    return accumulator.isEmpty() ? null : accumulator.toBytes();
  }

  @Override
  public TypeInference getTypeInference(DataTypeFactory types) {
    return TypeInference.newBuilder()
        .inputTypeStrategy(InputTypeStrategies.sequence(InputTypeStrategies.explicit(argument)))
        .accumulatorTypeStrategy(call -> Optional.of(DataTypes.RAW(type, serializer)))
        .outputTypeStrategy(call -> Optional.of(DataTypes.BYTES()))
        .build();
  }

  /** {@code FOLLOWERS(INT)}: the distribution of follower counts; nulls do not count. */
  public static final class OfCounts extends SummaryAggregate<Followers> {

    private static final long serialVersionUID = 1L;

    public OfCounts() {
      super(DataTypes.INT(), Followers.class, FollowersSerializer.INSTANCE);
    }

    public void accumulate(Followers accumulator, Integer followerCount) {
      if (followerCount != null) {
        accumulator.add(followerCount);
      }
    }
  }

  /** {@code COLLECT_SET(BIGINT)}: the different values; nulls do not count. */
  public static final class OfValues extends SummaryAggregate<LongSet> {

    private static final long serialVersionUID = 1L;

    public OfValues() {
      super(DataTypes.BIGINT(), LongSet.class, LongSetSerializer.INSTANCE);
    }

    public void accumulate(LongSet accumulator, Long value) {
      if (value != null) {
        accumulator.add(value);
      }
    }
  }

  /** {@code MERGE_FOLLOWERS(BYTES)} and {@code MERGE_SETS(BYTES)}: several summaries as one. */
  public static final class OfSummaries<S extends Summary<S>> extends SummaryAggregate<S> {

    private static final long serialVersionUID = 1L;

    OfSummaries(Class<S> type, SummarySerializer<S> serializer) {
      super(DataTypes.BYTES(), type, serializer);
    }

    public void accumulate(S accumulator, byte[] summary) {
      if (summary != null) {
        accumulator.merge(serializer.of(summary));
      }
    }
  }
}

package io.pinflow.insight;

import java.util.Optional;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.catalog.DataTypeFactory;
import org.apache.flink.table.functions.AggregateFunction;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.inference.InputTypeStrategies;
import org.apache.flink.table.types.inference.TypeInference;

/** What the two aggregates of follower counts share: accumulator, merging, and the result. */
public abstract class FollowersAggregate extends AggregateFunction<byte[], Followers> {

  private static final long serialVersionUID = 1L;

  private final DataType argument;

  FollowersAggregate(DataType argument) {
    this.argument = argument;
  }

  @Override
  public Followers createAccumulator() {
    return new Followers();
  }

  /** Local aggregates of one group, and those of windows that share slices, become one. */
  public void merge(Followers accumulator, Iterable<Followers> others) {
    others.forEach(accumulator::merge);
  }

  @Override
  public byte[] getValue(Followers accumulator) {
    return accumulator.posts() == 0 ? null : accumulator.toBytes();
  }

  @Override
  public TypeInference getTypeInference(DataTypeFactory types) {
    return TypeInference.newBuilder()
        .inputTypeStrategy(InputTypeStrategies.sequence(InputTypeStrategies.explicit(argument)))
        .accumulatorTypeStrategy(
            call -> Optional.of(DataTypes.RAW(Followers.class, FollowersSerializer.INSTANCE)))
        .outputTypeStrategy(call -> Optional.of(DataTypes.BYTES()))
        .build();
  }

  /** {@code FOLLOWERS(INT)}: the distribution of follower counts, as bytes; nulls do not count. */
  public static final class OfCounts extends FollowersAggregate {

    private static final long serialVersionUID = 1L;

    public OfCounts() {
      super(DataTypes.INT());
    }

    public void accumulate(Followers accumulator, Integer followerCount) {
      if (followerCount != null) {
        accumulator.add(followerCount);
      }
    }
  }

  /** {@code MERGE_FOLLOWERS(BYTES)}: several such distributions as one. */
  public static final class OfDistributions extends FollowersAggregate {

    private static final long serialVersionUID = 1L;

    public OfDistributions() {
      super(DataTypes.BYTES());
    }

    public void accumulate(Followers accumulator, byte[] followers) {
      if (followers != null) {
        accumulator.merge(Followers.of(followers));
      }
    }
  }
}

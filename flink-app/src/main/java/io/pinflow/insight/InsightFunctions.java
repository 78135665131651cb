package io.pinflow.insight;

import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.functions.ScalarFunction;

/** The functions that the SQL files call beside Flink's own. */
public final class InsightFunctions {

  private InsightFunctions() {}

  static void register(TableEnvironment tables) {
    tables.createTemporarySystemFunction("MOST", new TopAggregate.Most());
    tables.createTemporarySystemFunction("HIGHEST", new TopAggregate.Highest());
    tables.createTemporarySystemFunction("MERGE_HIGHEST", new TopAggregate.MergeHighest());
    tables.createTemporarySystemFunction("FOLLOWERS", new SummaryAggregate.OfCounts());
    tables.createTemporarySystemFunction(
        "MERGE_FOLLOWERS",
        new SummaryAggregate.OfSummaries<>(Followers.class, FollowersSerializer.INSTANCE));
    tables.createTemporarySystemFunction("MEDIAN", new Median());
    tables.createTemporarySystemFunction("FOLLOWER_SKETCH", new FollowerSketch());
    tables.createTemporarySystemFunction("POST_COUNT", new PostCount());
    tables.createTemporarySystemFunction("USER_FINGERPRINT", new UserFingerprint());
    tables.createTemporarySystemFunction("COLLECT_SET", new SummaryAggregate.OfValues());
    tables.createTemporarySystemFunction(
        "MERGE_SETS",
        new SummaryAggregate.OfSummaries<>(LongSet.class, LongSetSerializer.INSTANCE));
    tables.createTemporarySystemFunction("SET_SIZE", new SetSize());
  }

  /** {@code MEDIAN(BYTES)}: the interpolated median of a distribution. */
  public static final class Median extends ScalarFunction {
    private static final long serialVersionUID = 1L;

    public Double eval(byte[] followers) {
      return followers == null ? null : Followers.of(followers).median();
    }
  }

  /** {@code FOLLOWER_SKETCH(BYTES)}: the distribution as a KLL sketch of 64-bit integers. */
  public static final class FollowerSketch extends ScalarFunction {
    private static final long serialVersionUID = 1L;

    public byte[] eval(byte[] followers) {
      return followers == null ? null : Followers.of(followers).toSketchBytes();
    }
  }

  /** {@code POST_COUNT(BYTES)}: how many posts a distribution counts. */
  public static final class PostCount extends ScalarFunction {
    private static final long serialVersionUID = 1L;

    public Long eval(byte[] followers) {
      return followers == null ? null : Followers.of(followers).posts();
    }
  }

  /** {@code SET_SIZE(BYTES)}: how many different values a set holds. */
  public static final class SetSize extends ScalarFunction {
    private static final long serialVersionUID = 1L;

    public Long eval(byte[] set) {
      return set == null ? null : (long) LongSet.of(set).size();
    }
  }
}

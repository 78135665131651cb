package io.pinflow.post;

import io.pinflow.config.JobConfig;
import io.pinflow.delta.TableRow;
import io.pinflow.record.RowTypes;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.MultipleConnectedStreams;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.transformations.KeyedMultipleInputTransformation;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.util.OutputTag;

/** Attaches the meeting of the three kinds: one operator, one shuffle, keyed by {@code ind}. */
public final class Meet {

  /** Ordinal of the posts table among the tables; those of the silver tables are their kind's. */
  public static final int POSTS = PostState.KINDS;

  static final OutputTag<RowData> POSTS_FOR_INSIGHTS =
      new OutputTag<>("posts", InternalTypeInfo.of(RowTypes.POST));

  static final OutputTag<RowData> DEAD_LETTERS =
      new OutputTag<>("meeting-dead-letters", InternalTypeInfo.of(RowTypes.DEAD_LETTER));

  private static final KeySelector<RowData, Integer> BY_IND = row -> row.getInt(0);

  private final SingleOutputStreamOperator<TableRow> rows;

  private Meet(SingleOutputStreamOperator<TableRow> rows) {
    this.rows = rows;
  }

  /**
   * Lets cleaned pins, geos and users, in this order, meet.
   *
   * @param tableRows type of rows of the silver tables and the posts, in the order of their
   *     ordinals
   */
  public static Meet attach(
      StreamExecutionEnvironment env,
      List<DataStream<RowData>> cleaned,
      TypeInformation<TableRow> tableRows,
      JobConfig config) {
    KeyedMultipleInputTransformation<TableRow> meeting =
        new KeyedMultipleInputTransformation<>(
            "meet", factory(MeetConfig.of(config)), tableRows, env.getParallelism(), Types.INT);
    for (DataStream<RowData> stream : cleaned) {
      meeting.addInput(stream.keyBy(BY_IND).getTransformation(), BY_IND);
    }
    env.addOperator(meeting);
    return new Meet(new MultipleConnectedStreams(env).transform(meeting).uid("meet"));
  }

  static StreamOperatorFactory<TableRow> factory(MeetConfig config) {
    return new Factory(config);
  }

  /** Rows of the silver tables as they are first seen, and posts as they are complete. */
  public DataStream<TableRow> rows() {
    return rows;
  }

  /** Posts once more, as {@link RowTypes#POST}, with arrival times that are never late. */
  public DataStream<RowData> posts() {
    return rows.getSideOutput(POSTS_FOR_INSIGHTS);
  }

  /** Conflicting deliveries and unmatched posts, as {@link RowTypes#DEAD_LETTER}. */
  public DataStream<RowData> deadLetters() {
    return rows.getSideOutput(DEAD_LETTERS);
  }

  private static final class Factory extends AbstractStreamOperatorFactory<TableRow> {

    private static final long serialVersionUID = 1L;

    private final MeetConfig config;

    Factory(MeetConfig config) {
      this.config = config;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T extends StreamOperator<TableRow>> T createStreamOperator(
        StreamOperatorParameters<TableRow> parameters) {
      return (T) new MeetOperator(parameters, config);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
      return MeetOperator.class;
    }
  }
}

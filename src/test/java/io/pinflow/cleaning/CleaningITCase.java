package io.pinflow.cleaning;

import static io.pinflow.cleaning.Records.ORIGIN;
import static io.pinflow.cleaning.Records.T0;
import static io.pinflow.cleaning.Rows.utc;
import static java.util.Arrays.asList;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.record.Envelope;
import io.pinflow.record.Kind;
import io.pinflow.record.RowTypes;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.util.CollectionUtil;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Decode and clean together, as the job chains them. */
class CleaningITCase {

  private static final Instant ARRIVAL = Instant.ofEpochMilli(T0);

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void knownExampleIsCleaned(boolean objectReuse) throws Exception {
    StreamExecutionEnvironment env = environment(objectReuse);

    assertThat(cleaned(env, Kind.PIN, Records.of(Kind.PIN, Records.PIN)))
        .containsExactly(
            asList(
                7528,
                "fbe53c66-3442-4773-b19e-d3ec6f54dddf",
                null,
                null,
                null,
                null,
                null,
                "multi-video(story page format)",
                null,
                "/data/mens-fashion",
                "mens-fashion",
                ARRIVAL,
                ORIGIN.encode()));
    assertThat(cleaned(env, Kind.GEO, Records.of(Kind.GEO, Records.GEO)))
        .containsExactly(
            asList(
                7528,
                "Albania",
                List.of(-89.9787, -173.293),
                utc("2020-08-28T03:52:47"),
                ARRIVAL,
                ORIGIN.encode()));
    assertThat(cleaned(env, Kind.USER, Records.of(Kind.USER, Records.USER)))
        .containsExactly(
            asList(7528, "Abigail Ali", 20, utc("2015-10-24T11:23:51"), ARRIVAL, ORIGIN.encode()));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void everyRowKeepsItsOwnValues(boolean objectReuse) throws Exception {
    Envelope[] users = new Envelope[100];
    for (int i = 0; i < users.length; i++) {
      String name = i % 2 == 0 ? "a" + i : "\\u0061" + i;
      users[i] = Records.of(Kind.USER, "{\"ind\":" + i + ",\"first_name\":\"" + name + "\"}");
    }

    List<List<Object>> rows = cleaned(environment(objectReuse), Kind.USER, users);

    assertThat(rows).hasSize(users.length);
    assertThat(rows).allSatisfy(row -> assertThat(row.get(1)).isEqualTo("a" + row.get(0)));
  }

  @Test
  void watermarksPassThroughAndArrivalTimesAreTheTimestamps() throws Exception {
    StreamExecutionEnvironment env = environment(true);
    Envelope second = Records.of(Kind.GEO, Records.GEO);
    second.arrivalTime = T0 + 1000;
    DataStream<Envelope> records = records(env, Records.of(Kind.GEO, Records.GEO), second);

    DataStream<String> times = clean(env, Kind.GEO, records).process(new Times(), Types.STRING);

    assertThat(CollectionUtil.iteratorToList(times.executeAndCollect()))
        .containsExactly(T0 + " after " + Long.MIN_VALUE, T0 + 1000 + " after " + (T0 + 1));
  }

  @Test
  void rowsStayInternal() {
    StreamExecutionEnvironment env = environment(true);
    DataStream<Envelope> records = records(env, Records.of(Kind.GEO, Records.GEO));

    assertThat(clean(env, Kind.GEO, records).getType())
        .isEqualTo(InternalTypeInfo.of(RowTypes.cleaned(Kind.GEO)));
  }

  private static List<List<Object>> cleaned(
      StreamExecutionEnvironment env, Kind kind, Envelope... records) throws Exception {
    return CollectionUtil.iteratorToList(
            clean(env, kind, records(env, records)).executeAndCollect())
        .stream()
        .map(row -> Rows.values(RowTypes.cleaned(kind), row))
        .toList();
  }

  private static DataStream<RowData> clean(
      StreamExecutionEnvironment env, Kind kind, DataStream<Envelope> records) {
    Decoded decoded = Decode.attach(records, Bounds.standard(), "decode");
    return Cleaning.clean(StreamTableEnvironment.create(env), kind, decoded.rows(kind));
  }

  /** Records with timestamps 1 ms behind their arrival times, each followed by its watermark. */
  private static DataStream<Envelope> records(StreamExecutionEnvironment env, Envelope... records) {
    return env.fromData(TypeInformation.of(Envelope.class), records)
        .assignTimestampsAndWatermarks(
            WatermarkStrategy.<Envelope>forGenerator(context -> new EachRecord())
                .withTimestampAssigner((record, time) -> record.arrivalTime + 1));
  }

  private static StreamExecutionEnvironment environment(boolean objectReuse) {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.OBJECT_REUSE, objectReuse);
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    return StreamExecutionEnvironment.getExecutionEnvironment(configuration).setParallelism(1);
  }

  private static final class EachRecord implements WatermarkGenerator<Envelope> {
    @Override
    public void onEvent(Envelope record, long timestamp, WatermarkOutput output) {
      output.emitWatermark(new Watermark(timestamp));
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {}
  }

  /** Shows the timestamp of each row and the watermark it comes after. */
  private static final class Times extends ProcessFunction<RowData, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public void processElement(RowData row, Context context, Collector<String> out) {
      out.collect(context.timestamp() + " after " + context.timerService().currentWatermark());
    }
  }
}

package io.pinflow;

import io.pinflow.cleaning.Bounds;
import io.pinflow.cleaning.Cleaning;
import io.pinflow.cleaning.Decode;
import io.pinflow.cleaning.Decoded;
import io.pinflow.config.JobConfig;
import io.pinflow.config.PropertyGroups;
import io.pinflow.insight.Insights;
import io.pinflow.post.Meet;
import io.pinflow.record.Envelope;
import io.pinflow.record.Kind;
import io.pinflow.record.ResultTable;
import io.pinflow.sink.Archive;
import io.pinflow.sink.DeadLetterFiles;
import io.pinflow.sink.Lake;
import io.pinflow.source.KafkaEnvelopes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.data.RowData;

/**
 * The job over Kafka with some of its stages alone, to tell what each costs; what a stage that is
 * left out would take is discarded. {@code PINFLOW_STAGES} names them, comma-joined: {@code
 * consume,archive,decode,clean,meet,delta,insights}, each needing those before it but for archive
 * and delta.
 */
public final class StagedJob {

  private final Set<String> stages = Set.of(System.getenv("PINFLOW_STAGES").split(","));
  private final JobConfig config;
  private final StreamExecutionEnvironment env;
  private final Lake lake;

  private StagedJob(JobConfig config) {
    this.config = config;
    this.env = StreamExecutionEnvironment.getExecutionEnvironment();
    this.lake = new Lake(config.lake());
  }

  public static void main(String[] args) throws Exception {
    StagedJob job = new StagedJob(JobConfig.of(PropertyGroups.load(args)));
    job.define();
    job.env.execute("pinflow stages");
  }

  private void define() {
    StreamTableEnvironment tables = Pipeline.register(env);
    DataStream<Envelope> envelopes =
        KafkaEnvelopes.attach(env, config.kafka().orElseThrow(), config.time());
    if (stages.contains("archive")) {
      Archive.attach(envelopes, config, "archive-kafka");
    }
    if (stages.contains("decode")) {
      decode(tables, envelopes);
    } else if (!stages.contains("archive")) {
      discard(envelopes);
    }
  }

  private void decode(StreamTableEnvironment tables, DataStream<Envelope> envelopes) {
    Bounds bounds = new Bounds(config.maxBytes(), config.maxDepth());
    Decoded decoded = Decode.attach(envelopes, bounds, "decode-kafka");
    if (stages.contains("clean")) {
      clean(tables, decoded);
    } else {
      discard(decoded.deadLetters());
      for (Kind kind : Kind.values()) {
        discard(decoded.rows(kind));
      }
    }
  }

  private void clean(StreamTableEnvironment tables, Decoded decoded) {
    List<DataStream<RowData>> cleaned = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      cleaned.add(Cleaning.clean(tables, kind, decoded.rows(kind)));
    }
    if (stages.contains("meet")) {
      meet(tables, decoded, cleaned);
    } else {
      discard(decoded.deadLetters());
      cleaned.forEach(StagedJob::discard);
    }
  }

  private void meet(
      StreamTableEnvironment tables, Decoded decoded, List<DataStream<RowData>> cleaned) {
    Meet meet = Meet.attach(env, cleaned, lake.rowType(), config);
    DataStream<RowData> deadLetters = decoded.deadLetters().union(meet.deadLetters());
    if (stages.contains("delta")) {
      lake.attachRows(meet.rows());
      lake.attachDeadLetters(deadLetters);
      DeadLetterFiles.attach(deadLetters, config.deadLettersPath());
    } else {
      discard(meet.rows());
      discard(deadLetters);
    }
    if (stages.contains("insights")) {
      insights(Insights.derive(tables, meet.posts(), config.windowSize(), config.windowOffset()));
    }
  }

  private void insights(List<ResultTable> insights) {
    if (stages.contains("delta")) {
      lake.attachInsights(insights);
    } else {
      insights.forEach(insight -> discard(insight.rows()));
    }
  }

  private static void discard(DataStream<?> stream) {
    stream.sinkTo(new DiscardingSink<>());
  }
}

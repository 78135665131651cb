package io.pinflow;

import io.pinflow.cleaning.Bounds;
import io.pinflow.cleaning.Cleaning;
import io.pinflow.cleaning.Decode;
import io.pinflow.cleaning.Decoded;
import io.pinflow.config.JobConfig;
import io.pinflow.insight.Insights;
import io.pinflow.post.Meet;
import io.pinflow.record.Channel;
import io.pinflow.record.Envelope;
import io.pinflow.record.Kind;
import io.pinflow.record.ResultTable;
import io.pinflow.sink.Archive;
import io.pinflow.sink.DeadLetterFiles;
import io.pinflow.sink.Lake;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.contrib.streaming.state.RocksDBConfigurableOptions;
import org.apache.flink.contrib.streaming.state.RocksDBOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.data.RowData;
import org.rocksdb.CompressionType;

/** The way of a record, from the channels to the tables. */
public final class Pipeline {

  /** Far more than will ever run, because it cannot change once there is state. */
  private static final int MAX_PARALLELISM = 1024;

  /**
   * Every stateful operator has a RocksDB of its own, and all of a slot share one budget for what
   * is not yet written. RocksDB takes an eighth of this at a time; with its 64 MB, dozens of
   * operators with little state each would use up the budget and write out at every put.
   */
  private static final MemorySize WRITE_BUFFER = MemorySize.ofMebiBytes(8);

  /**
   * Of the level below the newest files. Keys come in random order, so what goes down into it
   * rewrites the whole of it; with RocksDB's 256 MB that is most of the writing.
   */
  private static final MemorySize FIRST_LEVEL = MemorySize.ofMebiBytes(64);

  /**
   * Characters of generated Java above which Flink splits a class into methods of that length. What
   * is split has fields for variables, is parsed once more and compiles slower. Java's compiler
   * gives up at 8,000 bytes of a method, which so much text does not come near.
   */
  private static final String UNSPLIT_CODE = "20000";

  private Pipeline() {}

  /** Defines the job on the environment; returns its graph, which is left to be executed. */
  public static StreamGraph define(
      StreamExecutionEnvironment env,
      Map<Channel, DataStream<Envelope>> channels,
      Lake lake,
      JobConfig config) {
    StreamTableEnvironment tables = register(env);
    List<Decoded> decoded = new ArrayList<>();
    channels.forEach(
        (channel, envelopes) -> {
          Archive.attach(envelopes, config, "archive-" + channel.label());
          decoded.add(decode(channel, envelopes, config));
        });

    Meet meet = Meet.attach(env, clean(tables, decoded), lake.rowType(), config);

    List<ResultTable> insights =
        Insights.derive(tables, meet.posts(), config.windowSize(), config.windowOffset());

    lake.attachRows(meet.rows());
    lake.attachInsights(insights);
    DataStream<RowData> deadLetters = deadLetters(decoded, meet);
    lake.attachDeadLetters(deadLetters);
    DeadLetterFiles.attach(deadLetters, config.deadLettersPath());
    return SingleTasks.join(env);
  }

  static StreamTableEnvironment register(StreamExecutionEnvironment env) {
    env.setMaxParallelism(MAX_PARALLELISM);
    env.configure(rocksDb());
    env.getConfig().enableObjectReuse();
    env.getConfig().getSerializerConfig().setGenericTypes(false);
    StreamTableEnvironment tables = StreamTableEnvironment.create(env);
    tables.getConfig().set("table.local-time-zone", "UTC");
    tables.getConfig().set("table.generated-code.max-length", UNSPLIT_CODE);
    return tables;
  }

  /**
   * New keys that reach RocksDB, as all do of more posts than the meeting tells apart itself, are
   * told by a filter without a look into the files of before. In one piece the filter of a file may
   * be too large for its share of the cache, and is read at every look. Fingerprints do not
   * compress: trying to took half of all compaction, and saved a sixth.
   */
  private static Configuration rocksDb() {
    return new Configuration()
        .set(RocksDBConfigurableOptions.WRITE_BUFFER_SIZE, WRITE_BUFFER)
        .set(RocksDBConfigurableOptions.MAX_SIZE_LEVEL_BASE, FIRST_LEVEL)
        .set(
            RocksDBConfigurableOptions.COMPRESSION_PER_LEVEL,
            List.of(CompressionType.NO_COMPRESSION))
        .set(RocksDBConfigurableOptions.USE_BLOOM_FILTER, true)
        .set(RocksDBOptions.USE_PARTITIONED_INDEX_FILTERS, true);
  }

  private static Decoded decode(Channel channel, DataStream<Envelope> envelopes, JobConfig config) {
    Bounds bounds = new Bounds(config.maxBytes(), config.maxDepth());
    return Decode.attach(envelopes, bounds, "decode-" + channel.label());
  }

  /** One stream a kind, of all channels. */
  private static List<DataStream<RowData>> clean(
      StreamTableEnvironment tables, List<Decoded> decoded) {
    return Arrays.stream(Kind.values())
        .map(
            kind ->
                decoded.stream()
                    .map(channel -> Cleaning.clean(tables, kind, channel.rows(kind)))
                    .collect(Collectors.toList()))
        .map(Pipeline::union)
        .collect(Collectors.toList());
  }

  private static DataStream<RowData> deadLetters(List<Decoded> decoded, Meet meet) {
    List<DataStream<RowData>> deadLetters = new ArrayList<>();
    decoded.forEach(channel -> deadLetters.add(channel.deadLetters()));
    deadLetters.add(meet.deadLetters());
    return union(deadLetters);
  }

  @SuppressWarnings("unchecked") // an array of streams, Flink's variable argument
  private static DataStream<RowData> union(List<DataStream<RowData>> streams) {
    DataStream<RowData> all = streams.get(0);
    for (DataStream<RowData> stream : streams.subList(1, streams.size())) {
      all = all.union(stream);
    }
    return all;
  }
}

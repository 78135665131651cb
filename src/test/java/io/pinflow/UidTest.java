package io.pinflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.config.JobConfig;
import io.pinflow.record.Channel;
import io.pinflow.record.Envelope;
import io.pinflow.sink.Lake;
import io.pinflow.source.KafkaEnvelopes;
import io.pinflow.source.KinesisEnvelopes;
import io.pinflow.testing.Release;
import io.pinflow.testing.Repository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamGraphHasherV2;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** State finds its operator by uid: each of ours has one, and none changes unseen. */
class UidTest {

  /** What the planner puts between two streams; none of it has state. */
  private static final String OF_PLANNER =
      "\\*anonymous_datastream_source\\$\\d+\\*\\[\\d+]|Calc\\[\\d+]|TableToDataSteam";

  @TempDir static Path folder;

  private static StreamGraph graph;

  @BeforeAll
  static void draw() {
    StreamExecutionEnvironment env = new StreamExecutionEnvironment();
    JobConfig config = JobConfig.of(groups());
    Map<Channel, DataStream<Envelope>> channels = new EnumMap<>(Channel.class);
    channels.put(
        Channel.KAFKA, KafkaEnvelopes.attach(env, config.kafka().orElseThrow(), config.time()));
    channels.put(
        Channel.KINESIS,
        KinesisEnvelopes.attach(env, config.kinesis().orElseThrow(), config.time()));
    graph = Pipeline.define(env, channels, new Lake(config.lake()), config);
  }

  private static Map<String, Properties> groups() {
    Map<String, Properties> groups = new HashMap<>();
    put(groups, "kafka", "bootstrap.servers", "localhost:9092");
    put(groups, "kinesis", "aws.region", "us-east-1");
    for (String kind : List.of("pin", "geo", "user")) {
      put(groups, "kafka", "topic." + kind, kind);
      put(groups, "kinesis", "stream." + kind, kind);
    }
    for (String group : List.of("lake", "archive", "dead-letters")) {
      put(groups, group, "path", folder.resolve(group).toUri().toString());
    }
    put(groups, "lake", "table-prefix", "it");
    return groups;
  }

  private static void put(Map<String, Properties> groups, String group, String key, String value) {
    groups.computeIfAbsent(group, ignored -> new Properties()).setProperty(key, value);
  }

  @Test
  void everyOperatorOfOursHasItsUid() {
    assertThat(graph.getStreamNodes())
        .filteredOn(node -> node.getTransformationUID() == null)
        .extracting(StreamNode::getOperatorName)
        .allMatch(name -> name.matches(OF_PLANNER));
  }

  /** A uid that is changed or gone makes savepoints of before unreadable. */
  @Test
  void uidsAreThoseOfTheListedOnes() throws Exception {
    List<String> listed =
        Files.readAllLines(Repository.home().resolve("src/test/resources/io/pinflow/uids.txt"));

    assertThat(graph.getStreamNodes())
        .filteredOn(node -> node.getTransformationUID() != null)
        .extracting(StreamNode::getTransformationUID)
        .containsExactlyInAnyOrderElementsOf(listed);
  }

  /** Else a savepoint of that release would be refused. */
  @Test
  void everyStateOfEveryReleaseFindsItsOperator() throws Exception {
    Set<OperatorID> operators =
        new StreamGraphHasherV2()
            .traverseStreamGraphAndGenerateHashes(graph).values().stream()
                .map(OperatorID::new)
                .collect(Collectors.toSet());

    for (Path release : Release.all()) {
      assertThat(operators).as(release.toString()).containsAll(Release.stateful(release));
    }
  }

  @Test
  void nothingIsSerialisedByKryo() {
    assertThat(graph.getExecutionConfig().getSerializerConfig().hasGenericTypesDisabled()).isTrue();
  }

  @Test
  void maxParallelismIsFixed() {
    assertThat(graph.getExecutionConfig().getMaxParallelism()).isEqualTo(1024);
  }
}

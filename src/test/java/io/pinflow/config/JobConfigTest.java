package io.pinflow.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.record.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class JobConfigTest {

  private final Map<String, Properties> groups = new HashMap<>();

  JobConfigTest() {
    given("kafka", "bootstrap.servers", "localhost:9092");
    given("kafka", "topic.pin", "p.pin");
    given("kafka", "topic.geo", "p.geo");
    given("kafka", "topic.user", "p.user");
    given("lake", "path", "s3://lake/tables/");
    given("dead-letters", "path", "file:///tmp/dead");
  }

  @Test
  void whatIsNotGivenHasItsDefault() {
    JobConfig config = JobConfig.of(groups);

    assertThat(config.maxBytes()).isEqualTo(1_048_576);
    assertThat(config.maxDepth()).isEqualTo(100);
    assertThat(config.time().idleAfter()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.time().futureBound()).isEqualTo(Duration.ofMinutes(1));
    assertThat(config.seenTtl()).isEqualTo(Duration.ofDays(36_500));
    assertThat(config.archivePath()).isEmpty();
    assertThat(config.isBounded()).isFalse();
    assertThat(config.kinesis()).isEmpty();
    assertThat(config.lake().path()).isEqualTo("s3://lake/tables");
    assertThat(config.lake().tableName("posts")).isEqualTo("posts");
    KafkaConfig kafka = config.kafka().orElseThrow();
    assertThat(kafka.topics()).containsEntry(Kind.GEO, "p.geo");
    assertThat(kafka.startingPosition().name()).isEqualTo(StartingPosition.Name.EARLIEST);
    assertThat(kafka.client())
        .containsEntry("isolation.level", "read_committed")
        .containsEntry("group.id", "pinflow")
        .doesNotContainKey("topic.pin");
  }

  @Test
  void clientKeysPassThrough() {
    given("kafka", "fetch.min.bytes", "7");
    given("kafka", "isolation.level", "read_uncommitted");
    given("kafka", "sasl.mechanism", "AWS_MSK_IAM");
    given("kafka", "ssl.some.future.key", "x");
    kinesis("aws.credentials.provider", "AUTO");
    kinesis("flink.shard.getrecords.maxrecordcount", "500");

    JobConfig config = JobConfig.of(groups);

    assertThat(config.kafka().orElseThrow().client())
        .containsEntry("fetch.min.bytes", "7")
        .containsEntry("isolation.level", "read_uncommitted")
        .containsEntry("sasl.mechanism", "AWS_MSK_IAM")
        .containsEntry("ssl.some.future.key", "x");
    assertThat(config.kinesis().orElseThrow().client())
        .containsEntry("aws.region", "eu-west-1")
        .containsEntry("aws.credentials.provider", "AUTO")
        .containsEntry("flink.shard.getrecords.maxrecordcount", "500");
  }

  @Test
  void allProblemsAreReportedTogetherWithTheirRemedies() {
    groups.get("kafka").remove("topic.geo");
    given("kafka", "topic.user", "p.pin");
    given("kafka", "bootstrap.server", "typo");
    given("kafka", "auto.offset.reset", "latest");
    given("kafka", "starting-position", "yesterday");
    given("lake", "path", "hdfs://nope");
    given("lake", "table-prefix", "a/b");
    given("time", "idle-after", "soon");
    given("records", "max-bytes", "0");
    given("posts", "seen.ttl", "1 h");
    given("insights", "window.offset", "2 h");
    given("laek", "path", "x");

    assertThatThrownBy(() -> JobConfig.of(groups))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("12 problems")
        .hasMessageContaining("kafka / topic.geo: is missing")
        .hasMessageContaining("'p.pin' is given for more than one kind")
        .hasMessageContaining("bootstrap.server: unknown key; did you mean 'bootstrap.servers'?")
        .hasMessageContaining("kafka / auto.offset.reset: unknown key")
        .hasMessageContaining("kafka / starting-position: cannot be 'yesterday'; give earliest")
        .hasMessageContaining("lake / path: cannot be 'hdfs://nope'")
        .hasMessageContaining("lake / table-prefix: cannot be 'a/b'")
        .hasMessageContaining("time / idle-after: cannot be 'soon'; give a duration such as")
        .hasMessageContaining("records / max-bytes: cannot be '0'")
        .hasMessageContaining("posts / seen.ttl: is shorter than posts / meeting.timeout")
        .hasMessageContaining("insights / window.offset: is not shorter")
        .hasMessageContaining("laek: unknown group; did you mean 'lake'?");
  }

  @Test
  void nothingToReadFromIsAProblem() {
    groups.remove("kafka");

    assertThatThrownBy(() -> JobConfig.of(groups))
        .hasMessageContaining("neither 'kafka' nor 'kinesis'");
  }

  @Test
  void emptyConfigurationSaysAllThatIsMissing() {
    assertThatThrownBy(() -> JobConfig.of(Map.of()))
        .hasMessageContaining("neither 'kafka' nor 'kinesis'")
        .hasMessageContaining("lake / path: is missing")
        .hasMessageContaining("dead-letters / path: is missing");
  }

  @Test
  void boundedRunCannotReadKinesis() {
    given("kafka", "bounded", "true");
    kinesis("aws.endpoint", "http://localhost:4568");

    assertThatThrownBy(() -> JobConfig.of(groups)).hasMessageContaining("kafka / bounded");
  }

  @Test
  void whatOurOwnKeysSayCannotBeSaidToTheKinesisClient() {
    kinesis("flink.stream.initpos", "LATEST");

    assertThatThrownBy(() -> JobConfig.of(groups))
        .hasMessageContaining("kinesis / flink.stream.initpos: unknown key");
  }

  @Test
  void groupsOfTheServiceAreTolerated() {
    given("kinesis.analytics.flink.run.options", "jarfile", "x.jar");

    assertThat(JobConfig.of(groups)).isNotNull();
  }

  @Test
  void durationsAndInstantsAreReadInBothForms() {
    given("time", "out-of-orderness", "PT2S");
    given("posts", "meeting.timeout", "90 s");
    given("kafka", "starting-position", "2026-01-31T00:00:00Z");
    given("lake", "table-prefix", "0a1b");

    JobConfig config = JobConfig.of(groups);

    assertThat(config.time().outOfOrderness()).isEqualTo(Duration.ofSeconds(2));
    assertThat(config.meetingTimeout()).isEqualTo(Duration.ofSeconds(90));
    assertThat(config.kafka().orElseThrow().startingPosition().instant())
        .contains(Instant.parse("2026-01-31T00:00:00Z"));
    assertThat(config.lake().tableName("pin_table")).isEqualTo("0a1b_pin_table");
  }

  private void kinesis(String key, String value) {
    given("kinesis", "stream.pin", "s-pin");
    given("kinesis", "stream.geo", "s-geo");
    given("kinesis", "stream.user", "s-user");
    given("kinesis", "aws.region", "eu-west-1");
    given("kinesis", key, value);
  }

  private void given(String group, String key, String value) {
    groups.computeIfAbsent(group, ignored -> new Properties()).setProperty(key, value);
  }
}

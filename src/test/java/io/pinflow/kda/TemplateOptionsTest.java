package io.pinflow.kda;

import static io.pinflow.kda.Template.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.config.JobConfig;
import io.pinflow.config.Option;
import io.pinflow.config.Options;
import io.pinflow.config.PropertyGroups;
import io.pinflow.testing.Repository;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The application's property groups against the job's own options. */
class TemplateOptionsTest {

  /** Those say where things are: in buckets, clusters and regions of the stacks. */
  private static final Set<String> OF_THE_STACKS =
      Set.of(
          "KafkaBootstrapServers",
          "KafkaTopicPin",
          "KafkaTopicGeo",
          "KafkaTopicUser",
          "KinesisStreamPin",
          "KinesisStreamGeo",
          "KinesisStreamUser",
          "KinesisAwsRegion",
          "LakePath",
          "LakeS3Region",
          "ArchivePath",
          "DeadLettersPath");

  private final Template template = Template.of("application.yaml");

  static List<Option<?>> options() {
    return Options.ALL;
  }

  @ParameterizedTest
  @MethodSource("options")
  void optionCanBeSet(Option<?> option) {
    assertThat(groups(Map.of(parameter(option), "as-set")).get(option.group()).get(option.key()))
        .asString()
        .endsWith("as-set");
  }

  @ParameterizedTest
  @MethodSource("options")
  void parameterHasTheDefaultAndTheMeaningOfItsOption(Option<?> option) {
    Map<String, Object> parameter = template.parameters().get(parameter(option));

    if (OF_THE_STACKS.contains(parameter(option))) {
      assertThat(parameter).containsKeys("Default", "Description");
    } else {
      assertThat(parameter)
          .containsEntry("Default", option.defaultText().orElse(""))
          .containsEntry("Description", option.description());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"make", "none"})
  void jobTakesWhatTheTemplateGivesIt(String kafka) {
    Map<String, Properties> groups =
        groups(Map.of("Kafka", kafka, "KafkaBootstrapServers", "b-1:9098"));

    JobConfig config = JobConfig.of(groups);

    assertThat(config.kafka().isPresent()).isEqualTo(kafka.equals("make"));
    assertThat(config.kinesis()).isPresent();
    assertThat(config.lake().path()).isEqualTo("s3://LakeBucket/tables");
    assertThat(config.lake().s3Region()).contains("eu-west-1");
    assertThat(config.archivePath()).contains("s3://ArchiveBucket/archive");
    assertThat(config.deadLettersPath()).isEqualTo("s3://ArchiveBucket/dead-letters");
  }

  /** The service takes neither empty values nor long ones. */
  @Test
  void everyValueIsOneThatTheServiceTakes() {
    assertThat(groups(Map.of()).values().stream().flatMap(group -> group.values().stream()))
        .filteredOn(value -> !value.equals(""))
        .allMatch(value -> ((String) value).length() <= 2048);
    assertThat(groups(Map.of("KafkaBootstrapServers", "b-1:9098")).values())
        .noneMatch(group -> group.containsValue(""));
  }

  @Test
  void kafkaIsReachedAsTheExampleSays() throws IOException {
    String example = Repository.home().resolve("conf/aws.example.json").toString();

    Properties written = PropertyGroups.load("--config", example).get("kafka");

    assertThat(security(written))
        .containsEntry("security.protocol", "SASL_SSL")
        .isEqualTo(security(groups(Map.of()).get("kafka")));
  }

  private static Map<Object, Object> security(Properties group) {
    return group.entrySet().stream()
        .filter(each -> each.getKey().toString().matches("(security|sasl|ssl)\\..*"))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private Map<String, Properties> groups(Map<String, String> given) {
    Object groups =
        new Rendering(template, given)
            .of(
                at(
                    template.resource("Application").properties(),
                    "ApplicationConfiguration",
                    "EnvironmentProperties",
                    "PropertyGroups"));
    Map<String, Properties> found = new HashMap<>();
    for (Object group : (List<?>) groups) {
      Properties properties = new Properties();
      properties.putAll(Template.map(at(group, "PropertyMap")));
      found.put((String) at(group, "PropertyGroupId"), properties);
    }
    return found;
  }

  private static String parameter(Option<?> option) {
    return Stream.of(option.group(), option.key())
        .flatMap(name -> Arrays.stream(name.split("[.-]")))
        .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
        .collect(Collectors.joining());
  }
}

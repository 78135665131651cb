package io.pinflow.kda;

import static io.pinflow.kda.Template.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.kda.Template.Resource;
import io.pinflow.record.Metrics;
import io.pinflow.testing.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Alarms and the dashboard watch what is there: an alarm on a name that nobody reports stays
 * silent.
 */
class MetricNamesTest {

  private static final Pattern REGISTERED =
      Pattern.compile("\\.(?:counter|gauge|meter)\\(\\s*\"(\\w+)\"");
  private static final Pattern QUERIED = Pattern.compile("SELECT \\w+\\((\\w+)\\)");
  private static final Pattern SHOWN = Pattern.compile("\"AWS/KinesisAnalytics\", \"(\\w+)\"");

  private final Template monitoring = Template.of("monitoring.yaml");

  @Test
  void everyMetricWatchedIsReported() throws IOException {
    Set<String> reported = ofTheService();
    reported.addAll(ours());

    assertThat(watched()).hasSizeGreaterThan(25).allMatch(reported::contains);
  }

  @Test
  void alarmsWatchWhatPutsTheJobInDanger() {
    assertThat(alarms().flatMap(MetricNamesTest::namesIn))
        .containsExactlyInAnyOrder(
            "fullRestarts",
            "downtime",
            "numberOfFailedCheckpoints",
            "lastCheckpointDuration",
            "lastCheckpointSize",
            "containerCPUUtilization",
            "heapMemoryUtilization",
            "containerDiskUtilization",
            "backPressuredTimeMsPerSecond",
            "millisBehindLatest",
            "records_lag_max",
            "numLateRecordsDropped",
            "rejectedPerSecond",
            "conflictingPerSecond",
            "unmatchedPerSecond",
            "commitAgeSeconds");
  }

  /** The level of the application does without back-pressure, which an alarm watches. */
  @Test
  void levelReportsWhatIsWatched() {
    assertThat(
            (Iterable<?>)
                at(Template.of("application.yaml").parameters(), "MetricsLevel", "AllowedValues"))
        .map(String::valueOf)
        .containsExactly("TASK", "OPERATOR", "PARALLELISM");
  }

  @Test
  void runbookExplainsEveryAlarm() throws IOException {
    String runbook = Files.readString(Repository.home().resolve("kda/RUNBOOK.md"));

    assertThat(alarms().map(alarm -> alarm.name().replaceAll("Alarm$", "")))
        .allMatch(name -> runbook.contains("`" + name + "`"));
  }

  private Stream<Resource> alarms() {
    return monitoring.resources().stream()
        .filter(resource -> resource.type().equals("AWS::CloudWatch::Alarm"));
  }

  private Set<String> watched() {
    return Stream.concat(
            alarms().flatMap(MetricNamesTest::namesIn),
            Stream.of(QUERIED, SHOWN)
                .flatMap(names -> names.matcher(monitoring.text()).results())
                .map(match -> match.group(1)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> namesIn(Resource alarm) {
    String text = alarm.properties().toString();
    return Stream.of(Pattern.compile("MetricName=(\\w+)"), QUERIED)
        .flatMap(names -> names.matcher(text).results())
        .map(match -> match.group(1));
  }

  private static Set<String> ofTheService() throws IOException {
    return Files.readAllLines(
            Repository.home().resolve("src/test/resources/io/pinflow/kda/service-metrics.txt"))
        .stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split(" ")[0])
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> ours() throws IOException {
    try (Stream<Path> files = Files.walk(Repository.home().resolve("flink-app/src/main/java"))) {
      return Stream.concat(
              Arrays.stream(Metrics.class.getFields()).map(MetricNamesTest::value),
              files
                  .filter(file -> file.toString().endsWith(".java"))
                  .flatMap(file -> REGISTERED.matcher(read(file)).results())
                  .map(match -> match.group(1)))
          .collect(Collectors.toSet());
    }
  }

  private static String value(Field constant) {
    try {
      return (String) constant.get(null);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.pinflow.kda;

import static io.pinflow.kda.Template.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.testing.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that a snapshot still needs expires before the snapshot does. */
class LifecycleTest {

  private static final int SNAPSHOT_DAYS = snapshotDays();

  private final Template storage = Template.of("storage.yaml");

  @ParameterizedTest
  @ValueSource(strings = {"LakeBucket", "ArchiveBucket"})
  void unfinishedUploadsOutliveSnapshots(String bucket) {
    List<?> rules =
        (List<?>) at(storage.resource(bucket).properties(), "LifecycleConfiguration", "Rules");

    assertThat(rules)
        .anyMatch(
            rule ->
                Map.of("DaysAfterInitiation", Map.of("Ref", "UploadDays"))
                        .equals(at(rule, "AbortIncompleteMultipartUpload"))
                    && !Template.map(rule).containsKey("Prefix"));
    assertThat((Integer) storage.parameters().get("UploadDays").get("MinValue"))
        .isGreaterThan(SNAPSHOT_DAYS);
  }

  @Test
  void tablesDecideThemselvesWhatExpires() {
    List<?> rules =
        (List<?>)
            at(storage.resource("LakeBucket").properties(), "LifecycleConfiguration", "Rules");

    assertThat(rules).noneMatch(rule -> Template.map(rule).containsKey("ExpirationInDays"));
  }

  @Test
  void archiveExpiresWhereTheJobWritesIt() {
    Map<String, Map<String, Object>> parameters = Template.of("application.yaml").parameters();

    assertThat(
            (List<?>)
                at(
                    storage.resource("ArchiveBucket").properties(),
                    "LifecycleConfiguration",
                    "Rules"))
        .extracting(rule -> Template.map(rule).getOrDefault("Prefix", ""))
        .containsExactlyInAnyOrder(
            "",
            parameters.get("ArchivePath").get("Default") + "/",
            parameters.get("DeadLettersPath").get("Default") + "/");
  }

  /** A stop of a weekend and some days must lose nothing. */
  @Test
  void streamsKeepRecordsForAWeek() {
    assertThat(
            (Integer)
                Template.of("streams.yaml").parameters().get("StreamRetentionHours").get("Default"))
        .isGreaterThanOrEqualTo(24 * SNAPSHOT_DAYS);
  }

  private static int snapshotDays() {
    try {
      String script = Files.readString(Repository.home().resolve("kda/deploy"));
      return Integer.parseInt(script.replaceAll("(?s).*\nsnapshot_days=(\\d+)\n.*", "$1"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}

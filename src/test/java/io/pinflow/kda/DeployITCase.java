package io.pinflow.kda;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.kda.StandIn.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code kda/deploy} against an account that plays its part, and its failures. */
class DeployITCase {

  /** Of the jar that holds "a jar". */
  private static final String KEY = "jars/pinflow-fc8bd814a3051a97.jar";

  private static final String OTHER = "jars/pinflow-0000000000000000.jar";
  private static final String BROKERS = " KafkaBootstrapServers=b-1:9098,b-2:9098";
  private static final String APPLICATION = "deploy pinflow-application CodeKey=";

  private StandIn account;

  @BeforeEach
  void newAccount(@TempDir Path folder) throws IOException {
    account = new StandIn(folder);
  }

  @Test
  void everythingIsMadeInTheOrderInWhichItIsNeeded() throws IOException {
    account.deployed("up");

    assertThat(account.changes().stream().map(DeployITCase::withoutDigest))
        .containsExactly(
            "deploy pinflow-storage",
            "deploy pinflow-network",
            "deploy pinflow-streams",
            "cp s3://code/jars/pinflow-#.jar",
            APPLICATION + "jars/pinflow-#.jar" + BROKERS,
            "deploy pinflow-monitoring",
            "cp s3://code/api/openapi-#.yaml",
            "deploy pinflow-api",
            "create-deployment api-1");
    assertThat(account.read("application")).isEqualTo("READY");
  }

  @Test
  void whatIsThereIsBroughtUpToDateWithoutAnotherUpload() throws IOException {
    account.deployed("up");
    account.changes();

    account.deployed("up");

    assertThat(account.changes())
        .contains("deploy pinflow-storage", APPLICATION + KEY + BROKERS)
        .noneMatch(change -> change.startsWith("cp "));
  }

  @Test
  void templateGetsSettingsOutputsAndDefaults() throws IOException {
    account.has(
        "settings", "Jar=" + account.path("job.jar") + "\nKafkaTopicPin=p\nLakeTablePrefix=a b\n");

    account.deployed("up");

    assertThat(account.read("stacks/pinflow-application.arguments").lines())
        .contains(
            "KafkaTopicPin=p",
            "LakeTablePrefix=a b",
            "LakeBucket=lake",
            "JobSubnetIds=s-1,s-2",
            "KafkaClusterArn=arn:aws:kafka:eu-west-1:1:cluster/pinflow/id",
            "PostsSeenTtl=36500 d");
  }

  @Test
  void withoutAJarNothingIsMade() throws IOException {
    account.lacks("job.jar");

    Run run = account.deploy("up");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.said()).contains("there is no jar at", "mvn package");
    assertThat(account.changes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"KafkaTopicPim=x", "nonsense"})
  void settingThatNothingReadsIsRefused(String line) throws IOException {
    account.has("settings", line + "\n");

    Run run = account.deploy("up");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.said()).contains(line.split("=")[0]);
    assertThat(account.changes()).isEmpty();
  }

  @Test
  void dryRunShowsWhatItWouldDoAndDoesNothing() throws IOException {
    Run run = account.deployed("--dry-run", "up");

    assertThat(run.printed())
        .contains("aws cloudformation deploy --stack-name pinflow-storage", "aws s3 cp")
        .contains("CodeKey=" + KEY);
    assertThat(account.changes()).isEmpty();
  }

  @Test
  void failedStackIsExplainedAndFinishedByRunningAgain() throws IOException {
    account.fails("cloudformation deploy --stack-name pinflow-application", "(X): no");

    Run run = account.deploy("up");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.said()).contains("pinflow-application could not", "the reason why", "again");

    account.deployed("up");

    assertThat(account.read("stacks/pinflow-application")).isEqualTo("CREATE_COMPLETE");
    assertThat(account.read("code")).isEqualTo(KEY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "CREATE_FAILED"})
  void stackThatNeverCameUpIsMadeAnew(String status) throws IOException {
    account.has("stacks/pinflow-streams", status);

    account.deployed("up");

    assertThat(account.changes())
        .containsSubsequence("delete-stack pinflow-streams", "deploy pinflow-streams");
    assertThat(account.read("stacks/pinflow-streams")).isEqualTo("CREATE_COMPLETE");
  }

  @Test
  void stackThatIsBusyIsWaitedFor() throws IOException {
    account.has("stacks/pinflow-storage", "UPDATE_IN_PROGRESS");

    Run run = account.deployed("up");

    assertThat(run.said()).contains("pinflow-storage is UPDATE_IN_PROGRESS, waiting");
  }

  @Test
  void stackThatIsStuckIsHelpedOn() throws IOException {
    account.has("stacks/pinflow-storage", "UPDATE_ROLLBACK_FAILED");

    account.deployed("up");

    assertThat(account.changes())
        .startsWith("continue-update-rollback pinflow-storage", "deploy pinflow-storage");
  }

  @Test
  void firstStartHasNoSnapshotAndLaterOnesTheNewest() throws IOException {
    made(KEY);

    account.deployed("start");
    account.deployed("stop");
    account.deployed("start");

    assertThat(account.changes())
        .satisfiesExactly(
            first -> assertThat(first).contains("SKIP_RESTORE_FROM_SNAPSHOT"),
            stop -> assertThat(stop).isEqualTo("stop-application"),
            second -> assertThat(second).contains("RESTORE_FROM_LATEST_SNAPSHOT"));
    assertThat(account.read("application")).isEqualTo("RUNNING");
  }

  @Test
  void startFromASnapshotThatIsThere() throws IOException {
    made(KEY);
    account.has("snapshots", "one 2026-11-20T12:00:00\ntwo 2026-11-21T12:00:00\n");
    account.changes();

    Run unknown = account.deploy("start", "--from", "three");
    account.deployed("start", "--from", "one", "--allow-non-restored-state");

    assertThat(unknown.exit()).isEqualTo(1);
    assertThat(unknown.said()).contains("no snapshot 'three'");
    assertThat(account.changes())
        .singleElement()
        .asString()
        .contains(
            "RESTORE_FROM_CUSTOM_SNAPSHOT",
            "\"SnapshotName\": \"one\"",
            "\"AllowNonRestoredState\": true");
  }

  @Test
  void startAndStopOfWhatIsSoAlreadyChangeNothing() throws IOException {
    made(KEY);

    Run stopped = account.deployed("stop");
    account.has("application", "RUNNING");
    Run running = account.deployed("start");

    assertThat(stopped.said()).contains("stopped already");
    assertThat(running.said()).contains("runs already");
    assertThat(account.changes()).isEmpty();
  }

  @Test
  void refusedStartIsExplained() throws IOException {
    made(KEY);
    account.fails("kinesisanalyticsv2 start-application", "(X): no");

    Run run = account.deploy("start");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.said()).contains("refused", "ConfigException", "aws logs tail /pinflow/pinflow");

    account.deployed("start");

    assertThat(account.read("application")).isEqualTo("RUNNING");
  }

  @Test
  void runningApplicationGoesOnWithTheNewJar() throws IOException {
    running(OTHER);

    account.deployed("update");

    assertThat(account.changes())
        .containsExactly("cp s3://code/" + KEY, APPLICATION + KEY + BROKERS);
    assertThat(account.read("application")).isEqualTo("RUNNING");
    assertThat(account.read("code")).isEqualTo(KEY);
  }

  @Test
  void updateWaitsForWhatTheServiceIsDoing() throws IOException {
    running(OTHER);
    account.has("application", "AUTOSCALING");

    Run run = account.deployed("update");

    assertThat(run.said()).contains("pinflow is AUTOSCALING, waiting");
    assertThat(account.read("code")).isEqualTo(KEY);
  }

  @Test
  void updateThatTheServiceTookBackIsExplainedAndFinishedByRunningAgain() throws IOException {
    running(OTHER);
    account.has("bad", KEY);

    Run run = account.deploy("update");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.said()).contains("went back to " + OTHER, "ConfigException", "run this again");

    account.lacks("bad");
    account.changes();
    account.deployed("update");

    assertThat(account.changes()).last().asString().startsWith("update-application ").contains(KEY);
    assertThat(account.read("code")).isEqualTo(KEY);
  }

  @Test
  void rollBackIsWhatTheStackSaysAfterwards() throws IOException {
    running(OTHER);
    account.deployed("update");
    account.has("former", OTHER);
    account.changes();

    account.deployed("roll-back");

    assertThat(account.changes())
        .containsExactly("rollback-application 2", APPLICATION + OTHER + BROKERS);
    assertThat(account.read("stacks/pinflow-application.CodeKey")).isEqualTo(OTHER);
    assertThat(account.read("code")).isEqualTo(OTHER);
  }

  @Test
  void whatDoesNotRunIsNotRolledBack() throws IOException {
    made(KEY);

    Run run = account.deploy("roll-back");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.said()).contains("update --code");
    assertThat(account.changes()).isEmpty();
  }

  @Test
  void pruneKeepsSnapshotsOfAWeekAndTheNewest() throws IOException {
    made(KEY);
    account.has(
        "snapshots",
        "old 2020-01-01T00:00:00\nyoung 2999-01-01T00:00:00\nnewest 2020-01-02T00:00:00\n");

    account.deployed("prune");

    assertThat(account.changes()).containsExactly("delete-application-snapshot old");
  }

  @Test
  void statusSaysWhatIsThere() throws IOException {
    running(KEY);

    assertThat(account.deployed("status").printed())
        .containsPattern("pinflow-application +CREATE_COMPLETE")
        .containsPattern("application +RUNNING")
        .containsPattern("code +" + KEY)
        .containsPattern("in alarm +pinflow-Rejected");
  }

  @ParameterizedTest
  @ValueSource(strings = {"start", "stop", "update", "prune"})
  void withoutAnApplicationThereIsNothingToDo(String command) throws IOException {
    Run run = account.deploy(command);

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.said()).contains("no application 'pinflow'");
  }

  /** Everything is made, with this jar, and runs. */
  private void running(String key) throws IOException {
    made(key);
    account.has("application", "RUNNING");
  }

  /** Everything is made, with this jar, and was never started. */
  private void made(String key) throws IOException {
    for (String stack : List.of("storage", "network", "streams", "application")) {
      account.has("stacks/pinflow-" + stack, "CREATE_COMPLETE");
    }
    account.has("stacks/pinflow-application.CodeKey", key).has("objects/" + key, "a jar");
    account.has("application", "READY").has("code", key).has("version", "1");
  }

  private static String withoutDigest(String change) {
    return change.replaceAll("-[0-9a-f]{16}\\.", "-#.").strip();
  }
}

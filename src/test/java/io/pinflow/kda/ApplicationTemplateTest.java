package io.pinflow.kda;

import static io.pinflow.kda.Template.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.testing.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApplicationTemplateTest {

  private final Map<String, Object> application =
      Template.of("application.yaml").resource("Application").properties();

  @Test
  void runtimeIsTheFlinkThatTheJobIsBuiltWith() throws IOException {
    String pom = Files.readString(Repository.home().resolve("pom.xml"));
    String version = pom.replaceAll("(?s).*<flink.version>(\\d+)\\.(\\d+)\\..*", "$1_$2");

    assertThat(application.get("RuntimeEnvironment")).isEqualTo("FLINK-" + version);
  }

  @Test
  void failedUpdatesAreRolledBack() {
    assertThat(configuration("ApplicationSystemRollbackConfiguration", "RollbackEnabled"))
        .isEqualTo(true);
  }

  @Test
  void stopsAndUpdatesTakeSnapshots() {
    assertThat(configuration("ApplicationSnapshotConfiguration", "SnapshotsEnabled"))
        .isEqualTo(true);
  }

  /** Without it the service ignores what the block says, in silence. */
  @ParameterizedTest
  @ValueSource(
      strings = {"CheckpointConfiguration", "MonitoringConfiguration", "ParallelismConfiguration"})
  void settingsOfTheServiceAreOurs(String block) {
    assertThat(configuration("FlinkApplicationConfiguration", block, "ConfigurationType"))
        .isEqualTo("CUSTOM");
  }

  @Test
  void checkpointsAreOn() {
    assertThat(
            configuration(
                "FlinkApplicationConfiguration", "CheckpointConfiguration", "CheckpointingEnabled"))
        .isEqualTo(true);
  }

  @Test
  void codeIsAtAKeyOfItsOwn() {
    assertThat(
            configuration(
                "ApplicationCodeConfiguration", "CodeContent", "S3ContentLocation", "FileKey"))
        .isEqualTo(Map.of("Ref", "CodeKey"));
    assertThat(Template.of("application.yaml").parameters().get("CodeKey"))
        .doesNotContainKey("Default");
  }

  @Test
  void jobRunsInTheVpc() {
    assertThat(configuration("VpcConfigurations"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .hasSize(1);
  }

  private Object configuration(String... keys) {
    return at(at(application, "ApplicationConfiguration"), keys);
  }
}

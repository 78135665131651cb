package io.pinflow.kda;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.testing.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every template against AWS's own schemas, without a network. */
class TemplateValidationITCase {

  private static final String FAILING = "^(FATAL |ERROR |WARN W3030 ).*";

  @Test
  void noTemplateHasAnError() throws Exception {
    List<String> files =
        Template.all().stream()
            .map(template -> Repository.home().resolve("kda").resolve(template.name()).toString())
            .toList();

    assertThat(validate(files)).noneMatch(finding -> finding.matches(FAILING));
  }

  /** One of each kind that must fail: an unknown property, and a value that no list has. */
  @Test
  void anErrorWouldBeFound(@TempDir Path folder) throws Exception {
    Path unknownProperty = folder.resolve("property.yaml");
    Files.writeString(
        unknownProperty, Template.of("streams.yaml").text().replace("KeyId:", "KeyIdentifier:"));
    Path unknownRuntime = folder.resolve("runtime.yaml");
    Files.writeString(
        unknownRuntime,
        """
        Resources:
          Application:
            Type: AWS::KinesisAnalyticsV2::Application
            Properties:
              RuntimeEnvironment: FLINK-1_21
              ServiceExecutionRole: arn:aws:iam::111122223333:role/job
        """);

    assertThat(validate(List.of(unknownProperty.toString(), unknownRuntime.toString())))
        .anyMatch(finding -> finding.matches(FAILING) && finding.contains("property.yaml"))
        .anyMatch(finding -> finding.matches(FAILING) && finding.contains("runtime.yaml"));
  }

  private static List<String> validate(List<String> files) throws IOException {
    List<String> command = new ArrayList<>(List.of("node", "validate-templates.mjs"));
    command.addAll(files);
    Process node =
        new ProcessBuilder(command)
            .directory(Repository.home().resolve("src/test/npm").toFile())
            .redirectErrorStream(true)
            .start();
    List<String> findings = node.inputReader().lines().toList();
    assertThat(node.onExit().join().exitValue()).as(String.join("\n", findings)).isZero();
    return findings;
  }
}

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

  @Test
  void anErrorWouldBeFound(@TempDir Path folder) throws Exception {
    String text = Template.of("application.yaml").text();
    Path unknownProperty = folder.resolve("property.yaml");
    Files.writeString(unknownProperty, text.replace("RollbackEnabled", "RollbackEnable"));
    Path unknownRuntime = folder.resolve("runtime.yaml");
    Files.writeString(unknownRuntime, text.replace("FLINK-1_20", "FLINK-1_21"));

    assertThat(validate(List.of(unknownProperty.toString()))).anyMatch(f -> f.matches(FAILING));
    assertThat(validate(List.of(unknownRuntime.toString()))).anyMatch(f -> f.matches(FAILING));
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

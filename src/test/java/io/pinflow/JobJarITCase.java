package io.pinflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.testing.Repository;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The shaded jar as the service gets it. */
class JobJarITCase {

  private static final Path JAR = Repository.home().resolve("flink-app/target/pinflow.jar");
  private static final int JAVA_11 = 55;
  private static final long MAX_BYTES = 120L << 20;

  @Test
  void everyClassRunsOnJava11() throws IOException {
    List<String> tooNew = new ArrayList<>();
    try (JarFile jar = new JarFile(JAR.toFile())) {
      for (JarEntry entry : jar.stream().filter(JobJarITCase::isLoadedOnJava11).toList()) {
        try (DataInputStream in = new DataInputStream(jar.getInputStream(entry))) {
          in.readInt();
          in.readUnsignedShort();
          if (in.readUnsignedShort() > JAVA_11) {
            tooNew.add(entry.getName());
          }
        }
      }
    }

    assertThat(tooNew).isEmpty();
  }

  @Test
  void whatTheServiceProvidesOrNobodyNeedsIsLeftOut() throws IOException {
    assertThat(entries())
        .noneMatch(name -> name.startsWith("org/apache/flink/streaming/api/environment/"))
        .noneMatch(name -> name.startsWith("org/apache/flink/table/planner/"))
        .noneMatch(name -> name.startsWith("org/apache/hadoop/"))
        .noneMatch(name -> name.startsWith("org/slf4j/"))
        .noneMatch(name -> name.startsWith("org/apache/logging/"))
        .noneMatch(name -> name.startsWith("org/apache/log4j/"))
        .noneMatch(name -> name.startsWith("amazon-kinesis-producer-native-binaries/"))
        .noneMatch(name -> name.matches("META-INF/[^/]+\\.(SF|DSA|RSA)"));
  }

  @Test
  void whatTheJobNeedsIsInside() throws IOException {
    assertThat(entries())
        .contains(
            "io/pinflow/StreamingJob.class",
            "software/amazon/msk/auth/iam/IAMClientCallbackHandler.class",
            "org/apache/flink/connector/kafka/source/KafkaSource.class",
            "org/apache/flink/streaming/connectors/kinesis/FlinkKinesisConsumer.class",
            "io/delta/kernel/TableManager.class");
  }

  @Test
  void jarIsSmallEnoughToRestartQuickly() throws IOException {
    assertThat(Files.size(JAR)).isLessThanOrEqualTo(MAX_BYTES);
  }

  @Test
  void everyBundledComponentIsInTheLicenceListAndNothingElse() throws IOException {
    assertThat(names("kda/LICENCES.md", "\\| `([^`]+:[^`]+)` \\| .+ \\|"))
        .containsExactlyInAnyOrderElementsOf(
            names("flink-app/target/bundled.txt", "\\s+([^:]+:[^:]+):jar:.*"))
        .isNotEmpty();
  }

  private static List<String> names(String file, String line) throws IOException {
    Pattern pattern = Pattern.compile(line);
    return Files.readAllLines(Repository.home().resolve(file)).stream()
        .map(pattern::matcher)
        .filter(Matcher::matches)
        .map(matcher -> matcher.group(1))
        .toList();
  }

  /** Versioned classes are for later JVMs only. */
  private static boolean isLoadedOnJava11(JarEntry entry) {
    return entry.getName().endsWith(".class")
        && !entry.getName().startsWith("META-INF/versions/")
        && !entry.getName().endsWith("module-info.class");
  }

  private static List<String> entries() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      return jar.stream().map(JarEntry::getName).toList();
    }
  }
}

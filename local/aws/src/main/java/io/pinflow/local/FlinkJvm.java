package io.pinflow.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Commands of JVMs on the class path of {@code local/flink}: what the service has, not our job. */
final class FlinkJvm {

  private static final Set<String> CREDENTIALS =
      Set.of(
          "AWS_ACCESS_KEY_ID",
          "AWS_PROFILE",
          "AWS_CONTAINER_CREDENTIALS_FULL_URI",
          "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
          "AWS_WEB_IDENTITY_TOKEN_FILE");

  private final ClusterConfig config;
  private final FlinkSettings settings;
  private final List<String> limits = new ArrayList<>();
  private String consoleLevel = "info";
  private int tier = 1;

  FlinkJvm(ClusterConfig config, String process) throws IOException {
    this(config, process, Map.of());
  }

  FlinkJvm(ClusterConfig config, String process, Map<String, String> own) throws IOException {
    this.config = config;
    this.settings = new FlinkSettings(config, process, own);
  }

  FlinkSettings settings() {
    return settings;
  }

  /** Compiles as a process does that works all day; the others start faster without. */
  FlinkJvm thorough() {
    tier = 4;
    return this;
  }

  /** Says on its console what a person must know, no more. */
  FlinkJvm quiet() {
    consoleLevel = "error";
    return this;
  }

  /** With so much direct memory; without, as much as heap. */
  FlinkJvm direct(int mib) {
    limits.add("-XX:MaxDirectMemorySize=" + mib + "m");
    return this;
  }

  /** Writes the settings; the process logs to its console, with causes. */
  ProcessBuilder command(int heapMib, String main, String... args) throws IOException {
    settings.write(config.propertyGroups());
    Path module = config.home().resolve("local/flink");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + config.home().resolve("conf/jvm.options"),
                "-Xmx" + heapMib + "m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=" + tier,
                "-Daws.java.v1.disableDeprecationAnnouncement=true",
                "-Dpinflow.console.level=" + consoleLevel,
                "-Dpinflow.console.causes=full",
                "-cp",
                settings.folder()
                    + ":"
                    + module.resolve("target/classes")
                    + ":"
                    + libraries(module),
                main));
    command.addAll(List.of(args));
    command.addAll(1, limits);
    ProcessBuilder builder = new ProcessBuilder(command).directory(config.data().toFile());
    Map<String, String> environment = builder.environment();
    environment.put("FLINK_CONF_DIR", settings.folder().toString());
    environment.put("FLINK_PLUGINS_DIR", module.resolve("target/plugins").toString());
    if (CREDENTIALS.stream().noneMatch(environment::containsKey)) {
      environment.put("AWS_ACCESS_KEY_ID", "test");
      environment.put("AWS_SECRET_ACCESS_KEY", "test");
    }
    return builder;
  }

  private static String libraries(Path module) throws IOException {
    Path classpath = module.resolve("target/classpath");
    if (Files.notExists(classpath)) {
      throw new Failure("local/flink is not built; run mvn -pl local/flink process-classes.");
    }
    return Files.readString(classpath).strip();
  }
}

package io.pinflow.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Commands of child JVMs on our own class path. */
final class Jvm {

  private Jvm() {}

  /** A server process with a bounded heap that logs at INFO. */
  static ProcessBuilder command(String heap, StackConfig config, String main, String... args) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dpinflow.log=INFO",
                "-Dpinflow.log.target=System.out",
                "-cp",
                System.getProperty("java.class.path"),
                main));
    command.addAll(List.of(args));
    return new ProcessBuilder(command).directory(config.data().toFile());
  }
}

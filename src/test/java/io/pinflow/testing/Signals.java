package io.pinflow.testing;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** Processes of a launcher, found by what it writes down of them, and told things from outside. */
final class Signals {

  private Signals() {}

  /** The process of a service. */
  static ProcessHandle recorded(Path data, String service) throws IOException {
    Properties record = new Properties();
    try (Reader reader =
        Files.newBufferedReader(data.resolve("run").resolve(service + ".properties"))) {
      record.load(reader);
    }
    return ProcessHandle.of(Long.parseLong(record.getProperty("pid"))).orElseThrow();
  }

  static void send(String signal, ProcessHandle process) throws Exception {
    run("kill", "-" + signal, Long.toString(process.pid()));
  }

  static void run(String... command) throws Exception {
    int code = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (code != 0) {
      throw new IllegalStateException(String.join(" ", command) + " ended with " + code);
    }
  }
}

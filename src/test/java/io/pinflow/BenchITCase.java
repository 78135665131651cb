package io.pinflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.testing.Repository;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code local/bench} on few posts: that it measures, not what. */
@Tag("soak")
class BenchITCase {

  @TempDir Path folder;

  @Test
  void jobAndSparkWriteTheSameTablesAndAreMeasured() throws Exception {
    String said = bench("--posts", "2000", "--rounds", "1");

    assertThat(said).contains("same: 13 tables of both");
    assertThat(said.lines())
        .anyMatch(line -> line.matches("medians of 1 +job +Spark +job ÷ Spark"))
        .anyMatch(line -> line.matches("CPU seconds per million posts( +[0-9,.]+){3}"))
        .anyMatch(line -> line.matches("posts a second( +[0-9,.]+){3}"))
        .anyMatch(line -> line.matches("table files( +[0-9,.]+){3}"));
  }

  @Test
  void freshnessIsToldForEachTable() throws Exception {
    String said = bench("--freshness", "--rate", "100", "--seconds", "10", "--intervals", "1s");

    assertThat(said.lines())
        .filteredOn(line -> line.matches("[a-z_]+ +[0-9,]+ rows  p50 .* s  p99 .* s  max .* s"))
        .hasSize(4);
  }

  private String bench(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Repository.home().resolve("local/bench").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("--data", folder.toString(), "--kafka-port", "" + freePorts()));
    Path out = folder.resolve("bench.out");
    Process bench =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile()).start();
    try {
      assertThat(bench.waitFor(10, TimeUnit.MINUTES)).isTrue();
      String said = Files.readString(out);
      assertThat(bench.exitValue()).as(said).isZero();
      return said;
    } finally {
      bench.destroy();
    }
  }

  /** The broker takes two in a row. */
  private static int freePorts() throws IOException {
    while (true) {
      try (ServerSocket first = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
          ServerSocket second =
              new ServerSocket(first.getLocalPort() + 1, 1, InetAddress.getLoopbackAddress())) {
        return second.getLocalPort() - 1;
      } catch (IOException taken) {
        // the next one may be free
      }
    }
  }
}

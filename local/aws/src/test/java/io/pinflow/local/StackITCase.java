package io.pinflow.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script as a person runs it. */
class StackITCase {

  private static final Path HOME = Path.of("../..").toAbsolutePath().normalize();

  @TempDir Path data;

  private final int port = FreePorts.row(6);

  private record Outcome(int code, String out, String err) {}

  private Outcome stack(String... words) throws IOException {
    List<String> command = new ArrayList<>(List.of(HOME.resolve("local/stack").toString()));
    command.addAll(List.of(words));
    command.addAll(
        List.of(
            "--data=" + data,
            "--kafka-port=" + port,
            "--kinesis-port=" + (port + 3),
            "--s3-port=" + (port + 4),
            "--gateway-port=" + (port + 5)));
    Path out = data.resolve("out");
    Path err = data.resolve("err");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    int code = process.onExit().join().exitValue();
    return new Outcome(code, Files.readString(out), Files.readString(err));
  }

  private Optional<Long> pid(String service) {
    StackConfig config =
        new StackConfig(HOME, data, port, port + 3, port + 4, port + 5, Set.of(service));
    return Recorded.find(data, config.wanted().get(0)).map(found -> found.handle().pid());
  }

  private List<Optional<Long>> pids() {
    return List.of(pid("kafka"), pid("kinesis"), pid("s3"), pid("gateway"));
  }

  @AfterEach
  void down() throws IOException {
    stack("down");
  }

  @Test
  void upIsIdempotentAndDownEndsWhatItStarted() throws IOException {
    assertThat(stack("status").code()).isEqualTo(1);

    Outcome up = stack("up");
    assertThat(up.err()).isEmpty();
    assertThat(up.code()).isZero();
    assertThat(up.out())
        .contains("127.0.0.1:" + port, "pinflow-user", "bucket lake", "POST /topics");
    List<Optional<Long>> pids = pids();
    assertThat(pids).allMatch(Optional::isPresent);

    assertThat(stack("up").code()).isZero();
    assertThat(pids()).isEqualTo(pids);
    assertThat(stack("status").code()).isZero();

    assertThat(stack("down").out()).contains("ended gateway, s3, kinesis, kafka");
    assertThat(pids).noneMatch(pid -> ProcessHandle.of(pid.orElseThrow()).isPresent());
    assertThat(stack("status").code()).isEqualTo(1);
    assertThat(stack("down").out()).contains("nothing was up");
  }

  @Test
  void takenPortIsNamedWithTheRemedyAndNothingStaysBehind() throws IOException {
    try (ServerSocket taken = new ServerSocket(port + 4, 1, InetAddress.getLoopbackAddress())) {
      Outcome up = stack("up", "--without-kinesis");

      assertThat(up.code()).isEqualTo(1);
      assertThat(up.err())
          .contains("Port " + taken.getLocalPort() + ", which s3 needs, is in use")
          .contains("--s3-port or PINFLOW_S3_PORT");
    }
    assertThat(pid("kafka")).isEmpty();
    assertThat(stack("up", "--services=s3").code()).isZero();
    assertThat(pid("s3")).isPresent();
  }

  @Test
  void recordOfAStrangerIsNotTouched() throws IOException {
    Files.createDirectories(data.resolve("run"));
    Files.writeString(
        data.resolve("run/kafka.properties"),
        "pid=%d\nport=%d\nstarted=2020-01-01T00:00:00Z\n"
            .formatted(ProcessHandle.current().pid(), port));

    assertThat(stack("down").out()).contains("nothing was up");
    assertThat(ProcessHandle.current().isAlive()).isTrue();
  }
}

package io.pinflow.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MainTest {

  private final PrintStream console = System.err;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @BeforeEach
  void listen() {
    System.setErr(new PrintStream(said, true, UTF_8));
  }

  @AfterEach
  void restore() {
    System.setErr(console);
  }

  @Test
  void failureIsOneLine() {
    int code =
        Main.code(
            () -> {
              throw new Failure("No such port.");
            });

    assertThat(code).isEqualTo(1);
    assertThat(said).hasToString("pinflow: No such port." + System.lineSeparator());
  }

  @Test
  void failureOfWorkDoneBesideIsOneLineToo() {
    int code =
        Main.code(
            () -> {
              CompletableFuture.runAsync(
                      () -> {
                        throw new Failure("The stream refused it.");
                      })
                  .join();
              return 0;
            });

    assertThat(code).isEqualTo(1);
    assertThat(said).hasToString("pinflow: The stream refused it." + System.lineSeparator());
  }

  @Test
  void whatNobodyExpectedComesWithItsTrace() {
    int code =
        Main.code(
            () -> {
              throw new IllegalStateException("odd");
            });

    assertThat(code).isEqualTo(1);
    assertThat(said.toString(UTF_8)).contains("IllegalStateException: odd", "at io.pinflow");
  }
}

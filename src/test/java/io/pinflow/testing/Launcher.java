package io.pinflow.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A script that runs services in the foreground and takes orders. They end with this JVM, however
 * it ends: they hang on a pipe that only this JVM holds.
 */
final class Launcher implements AutoCloseable {

  private final Path log;
  private final Process process;
  private final BufferedReader answers;

  Launcher(Path log, ProcessBuilder command) throws IOException {
    this.log = log;
    process = command.redirectError(log.toFile()).start();
    answers = process.inputReader();
  }

  /** Starts a service, or starts it again; it answers when this returns. */
  void start(String service) throws IOException {
    order("start " + service, "ready " + service);
  }

  void stop(String service) throws IOException {
    order("stop " + service, "stopped " + service);
  }

  private void order(String command, String answer) throws IOException {
    process.outputWriter().append(command).append('\n').flush();
    expect(answer);
  }

  /** Reads the next line, whatever it is. */
  void skip() throws IOException {
    answers.readLine();
  }

  /** Reads the next line, which must be this one. */
  void expect(String answer) throws IOException {
    String line = answers.readLine();
    if (!answer.equals(line)) {
      throw new IllegalStateException(
          "The launcher said '" + line + "' instead of '" + answer + "'. " + Files.readString(log));
    }
  }

  /** Ends the services; they have ended when this returns. */
  @Override
  public void close() throws IOException {
    process.outputWriter().close();
    process.onExit().join();
  }
}

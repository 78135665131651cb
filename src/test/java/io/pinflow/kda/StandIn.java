package io.pinflow.kda;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.testing.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * An AWS account of files, behind a program called {@code aws}: stacks, objects, one application
 * and its snapshots. It writes down every call, and fails where it is told to.
 */
final class StandIn {

  /** How a run of {@code kda/deploy} ended. */
  record Run(int exit, String said, String printed) {}

  private final Path account;

  StandIn(Path account) throws IOException {
    this.account = account;
    Files.writeString(
        account.resolve("settings"), "Region=eu-west-1\nJar=" + account.resolve("job.jar") + "\n");
    Files.writeString(account.resolve("job.jar"), "a jar");
  }

  /** Something of the account, as a file: {@code stacks/NAME} holds a status, for example. */
  StandIn has(String file, String content) throws IOException {
    Files.createDirectories(account.resolve(file).getParent());
    Files.writeString(account.resolve(file), content);
    return this;
  }

  StandIn lacks(String file) throws IOException {
    Files.delete(account.resolve(file));
    return this;
  }

  Path path(String file) {
    return account.resolve(file);
  }

  String read(String file) throws IOException {
    return Files.readString(account.resolve(file)).strip();
  }

  /** Lets the next call that begins so fail with this. */
  StandIn fails(String call, String message) throws IOException {
    return has("failures/" + call.replace(' ', '_'), message);
  }

  Run deploy(String... arguments) throws IOException {
    Path folder = Repository.home().resolve("src/test/resources/io/pinflow/kda/stand-in");
    List<String> command = new ArrayList<>();
    command.add(Repository.home().resolve("kda/deploy").toString());
    command.addAll(List.of("--settings", account.resolve("settings").toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder process =
        new ProcessBuilder(command)
            .redirectError(account.resolve("said").toFile())
            .redirectOutput(account.resolve("printed").toFile());
    process.environment().put("PATH", folder + ":" + System.getenv("PATH"));
    process.environment().put("STAND_IN", account.toString());
    int exit = process.start().onExit().join().exitValue();
    return new Run(exit, read("said"), read("printed"));
  }

  Run deployed(String... arguments) throws IOException {
    Run run = deploy(arguments);
    assertThat(run.exit()).as(run.said()).isZero();
    return run;
  }

  /** What was changed since the last time, without what only asked: service, action, of what. */
  List<String> changes() throws IOException {
    Path calls = account.resolve("changes");
    if (Files.notExists(calls)) {
      return List.of();
    }
    try (Stream<String> lines = Files.lines(calls)) {
      return lines.map(String::strip).toList();
    } finally {
      Files.delete(calls);
    }
  }
}

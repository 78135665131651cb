package io.pinflow.local;

import java.util.concurrent.CompletionException;

/** Runs a command-line program and turns what goes wrong into one readable line. */
final class Main {

  /** A program that says its exit code. */
  interface Program {
    int run() throws Exception;
  }

  private Main() {}

  static void run(Program program) {
    System.exit(code(program));
  }

  static int code(Program program) {
    try {
      return program.run();
    } catch (Exception broken) {
      explain(broken);
      return 1;
    }
  }

  /** What was said in words needs no trace, not even when it happened in work done beside. */
  private static void explain(Exception broken) {
    Throwable cause = broken instanceof CompletionException ? broken.getCause() : broken;
    if (cause instanceof Failure) {
      System.err.println("pinflow: " + cause.getMessage());
    } else {
      broken.printStackTrace();
    }
  }
}

package io.pinflow.local;

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

  private static int code(Program program) {
    try {
      return program.run();
    } catch (Failure said) {
      System.err.println("pinflow: " + said.getMessage());
    } catch (Exception unexpected) {
      unexpected.printStackTrace();
    }
    return 1;
  }
}

package io.pinflow.databricks;

import org.apache.spark.sql.AnalysisException;

/** Says in a line or two what Spark says in a page. */
final class Problems {

  private Problems() {}

  /** The deepest cause that says something, without plans and stack traces. */
  static String message(Throwable problem) {
    Throwable cause = problem;
    while (!(cause instanceof AnalysisException) && cause.getCause() != null) {
      cause = cause.getCause();
    }
    String text = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return shortened(
        cause instanceof RuntimeException || cause instanceof Exception ? text : cause.toString());
  }

  private static String shortened(String text) {
    // Spark appends the plan after the first ";" + line break, and hints for its own developers
    int plan = text.indexOf(";\n'");
    return (plan < 0 ? text : text.substring(0, plan)).strip();
  }
}

package io.pinflow.databricks;

import org.apache.spark.sql.AnalysisException;

/** Says in a line or two what Spark says in a page. */
final class Problems {

  private Problems() {}

  /** The deepest cause that says something, without error classes, plans and stack traces. */
  static String message(Throwable problem) {
    Throwable cause = problem;
    while (!(cause instanceof AnalysisException) && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getMessage() == null ? cause.toString() : shortened(cause.getMessage());
  }

  /** Spark puts the class of the error first, and hints and the plan behind the first lines. */
  private static String shortened(String text) {
    int plan = text.indexOf(";\n");
    return (plan < 0 ? text : text.substring(0, plan))
        .strip()
        .replaceFirst("^\\[[A-Z0-9_.]+] ", "")
        .replaceFirst("(?s) Verify the spelling.*; line", " SHOW TABLES lists them; line");
  }
}

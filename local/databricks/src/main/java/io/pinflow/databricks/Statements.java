package io.pinflow.databricks;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells the statements of a script apart: a semicolon in quotes or in a comment ends none. */
final class Statements {

  private static final Pattern UNIT =
      Pattern.compile(
          "(?<comment>--[^\\n]*|/\\*.*?\\*/)"
              + "|'(?:[^'\\\\]|\\\\.)*+'|\"(?:[^\"\\\\]|\\\\.)*+\"|`[^`]*+`"
              + "|(?<end>;)|.",
          Pattern.DOTALL);

  private Statements() {}

  /** The statements in order, without comments; empty ones are left out. */
  static List<String> parse(String script) {
    List<String> statements = new ArrayList<>();
    StringBuilder statement = new StringBuilder();
    Matcher unit = UNIT.matcher(script);
    while (unit.find()) {
      if (unit.group("end") != null) {
        statements.add(statement.toString().strip());
        statement.setLength(0);
      } else {
        statement.append(unit.group("comment") == null ? unit.group() : " ");
      }
    }
    statements.add(statement.toString().strip());
    statements.removeIf(String::isEmpty);
    return statements;
  }
}

package io.pinflow.insight;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One question as SQL: the first line asks it, the second gives the version of the answer.
 *
 * <p>State is kept under name and version. A query whose meaning or shape changes needs another
 * version, and then counts from its introduction.
 */
final class SqlFile {

  private static final Pattern HEADER =
      Pattern.compile(
          "-- (?<question>[^\r\n]+)\r?\n-- version (?<version>[1-9][0-9]{0,8})\r?\n(?<query>.+)",
          Pattern.DOTALL);

  private final String name;
  private final String question;
  private final int version;
  private final String query;

  private SqlFile(String name, String question, int version, String query) {
    this.name = name;
    this.question = question;
    this.version = version;
    this.query = query;
  }

  /**
   * @param name the file's, without {@code .sql}
   * @throws IllegalArgumentException if the header is missing
   */
  static SqlFile parse(String name, String text) {
    Matcher header = HEADER.matcher(text);
    if (!header.matches()) {
      throw new IllegalArgumentException(
          "sql/**/"
              + name
              + ".sql does not begin with '-- <question>' and '-- version <number>'; add both lines");
    }
    return new SqlFile(
        name,
        header.group("question"),
        Integer.parseInt(header.group("version")),
        header.group("query"));
  }

  /** Of the file, and of the table or view that it fills. */
  String name() {
    return name;
  }

  /** Whether it answers for each window, in a table that is appended to. */
  boolean isWindowed() {
    return name.endsWith("_windowed");
  }

  String question() {
    return question;
  }

  /** The query with the size and offset of the windows put in. */
  String query(Windows windows) {
    return windows.fill(query);
  }

  int version() {
    return version;
  }

  /** The query as it is written. */
  String text() {
    return query;
  }

  /** What the uids of its operators begin with. */
  String uid() {
    return name + "-v" + version;
  }
}

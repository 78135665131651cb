package io.pinflow.databricks.oracle;

import java.nio.file.Path;

/**
 * Which tables are to be compared with which records.
 *
 * @param sent folder of the sent records, as {@link Sent} reads them
 * @param lake folder of the tables
 * @param prefix of the tables' names, may be empty
 * @param bounded whether the job has ended by itself: then it has reported every incomplete post
 *     and closed every window
 * @param byLog whether all tables but the posts are read from the files that their commits name, in
 *     place of Delta's reader, which takes seconds for so many tables
 */
public record Question(
    Path sent,
    Path lake,
    String prefix,
    Limits limits,
    Windows windows,
    boolean bounded,
    boolean byLog) {

  static final String POSTS = "posts";
  static final String DEAD_LETTERS = "dead_letters";

  /** The name of the table that holds {@code pin}, {@code posts} and so on. */
  String table(String part) {
    String name = Expected.KINDS.contains(part) ? part + "_table" : part;
    return prefix.isEmpty() ? name : prefix + "_" + name;
  }

  Path folder(String part) {
    return lake.resolve(table(part));
  }
}

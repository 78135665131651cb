package io.pinflow.databricks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Runs statements over the tables of a lake and prints what they give. */
public final class Sql {

  private static final String USAGE =
      """
      usage: local/databricks/sql [--lake PATH] [--json] [--limit ROWS] "STATEMENT; …"
        --lake PATH   folder of Delta tables; by default the one local/demo fills
        --json        each row as a line of JSON, all of them
        --limit ROWS  rows shown of each statement (100)
      Without a statement they are read from standard input. SHOW TABLES lists the tables.""";

  private static final PrintStream OUT = Terminal.out();

  private Sql() {}

  /** Exits 0, 1 when a statement fails, 2 when the command line is wrong. */
  public static void main(String[] line) throws IOException {
    System.exit(run(line));
  }

  private static int run(String[] line) throws IOException {
    try {
      Arguments arguments =
          Arguments.parse(line, Set.of("--lake", "--limit"), Set.of("--json", "--help"));
      if (arguments.has("--help")) {
        OUT.println(USAGE);
        return 0;
      }
      Lake lake = arguments.lake();
      return run(arguments, lake, Statements.parse(script(arguments)));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage() + "\n" + USAGE);
      return 2;
    }
  }

  private static String script(Arguments arguments) throws IOException {
    return arguments.words().isEmpty()
        ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
        : String.join(";", arguments.words());
  }

  private static int run(Arguments arguments, Lake lake, List<String> statements)
      throws IOException {
    if (statements.isEmpty()) {
      throw new IllegalArgumentException("no statement");
    }
    int limit = arguments.number("--limit", 100);
    try (SparkSession spark = Workspace.open()) {
      lake.register(spark);
      for (String statement : statements) {
        Dataset<Row> rows = spark.sql(statement);
        if (arguments.has("--json")) {
          rows.toLocalIterator().forEachRemaining(row -> OUT.println(Values.object(row)));
        } else {
          print(rows, limit);
        }
      }
      return 0;
    } catch (Exception e) {
      System.err.println(Problems.message(e));
      return 1;
    }
  }

  private static void print(Dataset<Row> result, int limit) {
    List<Row> rows = result.takeAsList(limit + 1);
    if (result.schema().isEmpty()) {
      return;
    }
    boolean more = rows.size() > limit;
    OUT.println(Terminal.table(result.schema(), more ? rows.subList(0, limit) : rows));
    OUT.println(more ? "… and more (--limit ROWS shows them)\n" : rowsOf(rows) + "\n");
  }

  private static String rowsOf(List<Row> rows) {
    return rows.size() == 1 ? "(1 row)" : "(" + rows.size() + " rows)";
  }
}

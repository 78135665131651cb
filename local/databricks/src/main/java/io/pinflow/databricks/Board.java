package io.pinflow.databricks;

import static io.pinflow.databricks.Terminal.WIDTH;
import static java.util.Comparator.naturalOrder;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Shows the insights to date on one screen, once or again and again. */
public final class Board {

  private static final String USAGE =
      """
      usage: local/databricks/board [--lake PATH] [--prefix P] [--every SECONDS]
        --lake PATH      folder of Delta tables; by default the one local/demo fills
        --prefix P       only tables whose names start with P_
        --every SECONDS  looks again so often until Ctrl-C, and shows what has changed;
                         not on a terminal, every page ends with a form feed""";

  private static final boolean TERMINAL = Boolean.getBoolean("pinflow.terminal");
  private static final String CLEAR = "\033[H\033[2J";

  /** Rows shown of an insight where there is room. */
  private static final int MOST_ROWS = 5;

  private static final PrintStream OUT = Terminal.out();

  private final SparkSession spark;
  private final Arguments arguments;

  private Board(SparkSession spark, Arguments arguments) {
    this.spark = spark;
    this.arguments = arguments;
  }

  /** Exits 0, 1 when a table cannot be read, 2 when the command line is wrong. */
  public static void main(String[] line) throws IOException {
    System.exit(run(line));
  }

  private static int run(String[] line) throws IOException {
    Arguments arguments;
    try {
      arguments = Arguments.parse(line, Set.of("--lake", "--prefix", "--every"), Set.of());
      arguments.lake();
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage() + "\n" + USAGE);
      return 2;
    }
    try (SparkSession spark = Workspace.open()) {
      new Board(spark, arguments).show();
      return 0;
    } catch (Exception e) {
      System.err.println(Problems.message(e));
      return 1;
    }
  }

  private void show() {
    int seconds = arguments.number("--every", 0);
    if (seconds == 0) {
      OUT.println(page());
      return;
    }
    for (String shown = ""; ; ) {
      String page = page();
      if (!page.equals(shown)) {
        OUT.print(TERMINAL ? CLEAR + page + "\n" : page + "\n\f\n");
        shown = page;
      }
      LockSupport.parkNanos(Duration.ofSeconds(seconds).toNanos());
    }
  }

  /** With as many rows of each insight as the screen has room for. */
  private String page() {
    Workspace.forgetTables(spark);
    List<Table> insights = insights();
    int rows = MOST_ROWS;
    while (rows > 1 && page(insights, rows).lines().count() > Terminal.HEIGHT) {
      rows--;
    }
    return page(insights, rows).lines().limit(Terminal.HEIGHT).collect(Collectors.joining("\n"));
  }

  private static String page(List<Table> insights, int rows) {
    String asOf =
        insights.stream()
            .map(insight -> insight.state.asOf())
            .max(naturalOrder())
            .orElse(", none yet");
    List<String> blocks = insights.stream().map(insight -> insight.first(rows)).toList();
    return "insights to date" + asOf + "\n\n" + Blocks.flow(blocks, WIDTH);
  }

  /** Those that have an answer. */
  private List<Table> insights() {
    List<Table> insights = new ArrayList<>();
    for (Path table : arguments.lake().tables(arguments.get("--prefix", ""))) {
      Dataset<Row> rows = spark.table(Lake.identifier(table));
      if (StateToDate.is(rows.schema())) {
        String name = table.getFileName().toString();
        insights.add(new Table(name, StateToDate.first(rows, MOST_ROWS + 1)));
      }
    }
    insights.removeIf(insight -> insight.state.rows().isEmpty());
    return insights;
  }

  private record Table(String name, StateToDate state) {

    String first(int count) {
      List<Row> rows = state.rows();
      boolean more = rows.size() > count;
      String table = Terminal.table(state.schema(), more ? rows.subList(0, count) : rows);
      return name + "\n" + table + (more ? "\n…" : "");
    }
  }
}

package io.pinflow.databricks;

import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Says what landed in a lake: rows by table, dead letters by reason, the first rows of each. */
public final class Summary {

  private static final String USAGE =
      """
      usage: local/databricks/summary [--lake PATH] [--prefix P] [--rows N]
        --lake PATH  folder of Delta tables; by default the one local/demo fills
        --prefix P   only tables whose names start with P_
        --rows N     first rows shown of each table (3); 10 of each insight to date,
                     none of the windowed ones""";

  /** The order a reader asks in; other tables follow by name. */
  private static final List<String> FIRST =
      List.of("pin_table", "geo_table", "user_table", "posts", "dead_letters");

  private static final StructType TABLES =
      new StructType()
          .add("table", DataTypes.StringType)
          .add("rows", DataTypes.LongType)
          .add("version", DataTypes.LongType)
          .add("files", DataTypes.LongType)
          .add("MB", DataTypes.createDecimalType(20, 1));

  private static final String DEAD_LETTERS = "dead_letters";

  /** Enough for every year or age group of an insight. */
  private static final int STATE_ROWS = 10;

  private static final PrintStream OUT = Terminal.out();

  private final SparkSession spark;
  private final List<Path> tables;
  private final int rows;

  private Summary(SparkSession spark, List<Path> tables, int rows) {
    this.spark = spark;
    this.tables = tables;
    this.rows = rows;
  }

  /** Exits 0, 1 when a table cannot be read, 2 when the command line is wrong. */
  public static void main(String[] line) throws IOException {
    System.exit(run(line));
  }

  private static int run(String[] line) throws IOException {
    Arguments arguments;
    List<Path> tables;
    try {
      arguments = Arguments.parse(line, Set.of("--lake", "--prefix", "--rows"), Set.of());
      tables = tables(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage() + "\n" + USAGE);
      return 2;
    }
    try (SparkSession spark = Workspace.open()) {
      new Summary(spark, tables, arguments.number("--rows", 3)).print();
      return 0;
    } catch (Exception e) {
      System.err.println(Problems.message(e));
      return 1;
    }
  }

  private static List<Path> tables(Arguments arguments) {
    List<Path> tables =
        arguments.lake().tables(arguments.get("--prefix", "")).stream()
            .sorted(Comparator.comparingInt(Summary::rank))
            .toList();
    if (tables.isEmpty()) {
      throw new IllegalArgumentException("no Delta table below " + arguments.lake().root());
    }
    return tables;
  }

  private void print() {
    List<Row> lines = new ArrayList<>();
    tables.forEach(table -> lines.add(line(table)));
    OUT.println(Terminal.table(TABLES, lines) + "\n");
    tables.stream().filter(table -> name(table).endsWith(DEAD_LETTERS)).forEach(this::printReasons);
    tables.stream().filter(table -> !isWindowed(table)).forEach(this::printFirst);
  }

  private Row line(Path table) {
    Snapshot snapshot = DeltaLog.forTable(spark, table.toString()).unsafeVolatileSnapshot();
    BigDecimal megabytes =
        BigDecimal.valueOf(snapshot.sizeInBytes())
            .movePointLeft(6)
            .setScale(1, RoundingMode.HALF_UP);
    return RowFactory.create(
        name(table), rows(table).count(), snapshot.version(), snapshot.numOfFiles(), megabytes);
  }

  private void printReasons(Path table) {
    Dataset<Row> reasons =
        spark.sql(
            "SELECT reason, kind, count(*) AS dead_letters FROM "
                + Lake.identifier(table)
                + " GROUP BY ALL ORDER BY dead_letters DESC, reason, kind");
    print("dead letters by reason", reasons.schema(), reasons.collectAsList());
  }

  private void printFirst(Path table) {
    Dataset<Row> all = rows(table);
    if (StateToDate.is(all.schema())) {
      StateToDate state = StateToDate.first(all, STATE_ROWS);
      print(name(table) + state.asOf(), state.schema(), state.rows());
    } else {
      print(name(table), all.schema(), all.takeAsList(rows));
    }
  }

  /** Windows are for queries; the states to date say the same as one table to read. */
  private static boolean isWindowed(Path table) {
    return name(table).endsWith("_windowed");
  }

  private Dataset<Row> rows(Path table) {
    return spark.table(Lake.identifier(table));
  }

  private static void print(String title, StructType schema, List<Row> rows) {
    if (!rows.isEmpty()) {
      OUT.println(title + "\n\n" + Terminal.indented(schema, rows));
    }
  }

  private static int rank(Path table) {
    String name = name(table);
    for (int rank = 0; rank < FIRST.size(); rank++) {
      if (name.endsWith(FIRST.get(rank))) {
        return rank;
      }
    }
    return FIRST.size();
  }

  private static String name(Path table) {
    return table.getFileName().toString();
  }
}

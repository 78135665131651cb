package io.pinflow.databricks.bench;

import io.pinflow.databricks.Arguments;
import io.pinflow.databricks.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Compares whole tables of the job with Spark's: all rows, in all columns that Spark has. */
public final class CompareTables {

  private static final List<String> NAMES =
      Stream.concat(
              Stream.of("pin_table", "geo_table", "user_table"),
              Questions.ALL.keySet().stream().sorted())
          .toList();

  private static final int EXAMPLES = 3;

  private final SparkSession spark;
  private final Path job;
  private final Path other;
  private final List<String> findings = new ArrayList<>();

  CompareTables(SparkSession spark, Path job, Path other) {
    this.spark = spark;
    this.job = job;
    this.other = other;
  }

  /** {@code --job PATH --spark PATH}, the folders of tables; exits 1 if they differ. */
  public static void main(String[] line) throws IOException {
    Arguments arguments = Arguments.parse(line, Set.of("--job", "--spark"), Set.of());
    try (SparkSession spark = Workspace.openForMany(2)) {
      CompareTables comparison =
          new CompareTables(
              spark, Path.of(arguments.get("--job", "")), Path.of(arguments.get("--spark", "")));
      System.exit(comparison.areSame(NAMES) ? 0 : 1);
    }
  }

  /** Says on the console what is the same or differs. */
  boolean areSame(List<String> names) {
    long rows = names.stream().mapToLong(this::compare).sum();
    System.out.printf(
        findings.isEmpty() ? "same: %d tables of both, %,d rows each%n" : "tables differ%n",
        names.size(),
        rows);
    findings.forEach(System.out::println);
    return findings.isEmpty();
  }

  /** Returns how many rows the table has. */
  private long compare(String name) {
    Dataset<Row> theirs = read(other, name);
    Dataset<Row> ours = read(job, name).selectExpr(quoted(theirs).toArray(String[]::new));
    Row summary = summary(theirs);
    if (!summary.equals(summary(ours))) {
      find(name + ": only the job has", ours.exceptAll(theirs));
      find(name + ": only Spark has", theirs.exceptAll(ours));
    }
    return summary.getLong(0);
  }

  /**
   * How many rows there are, and the sum and the exclusive or of their 64-bit hashes: the same for
   * the same rows in any order. Hashes pass over nulls, in lists too; JSON shows where they are.
   */
  private static Row summary(Dataset<Row> rows) {
    String columns = String.join(", ", quoted(rows));
    return rows.selectExpr(
            "xxhash64(%s, to_json(struct(%s), map('ignoreNullFields', 'false'))) AS hash"
                .formatted(columns, columns))
        .selectExpr("COUNT(*)", "SUM(CAST(hash AS DECIMAL(20)))", "BIT_XOR(hash)")
        .first();
  }

  private static List<String> quoted(Dataset<Row> rows) {
    return Arrays.stream(rows.columns()).map(column -> "`" + column + "`").toList();
  }

  private void find(String what, Dataset<Row> rows) {
    List<Row> examples = rows.takeAsList(EXAMPLES);
    if (!examples.isEmpty()) {
      findings.add(what + " " + rows.count() + " rows, such as " + examples);
    }
  }

  private Dataset<Row> read(Path tables, String name) {
    return spark.read().format("delta").load(tables.resolve(name).toString());
  }
}

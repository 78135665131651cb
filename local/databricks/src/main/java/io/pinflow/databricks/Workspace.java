package io.pinflow.databricks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;

/** Spark with Delta in this process: what a Databricks workspace is to the tables. */
public final class Workspace {

  private Workspace() {}

  /** Starts Spark for a few rows a query. */
  static SparkSession open() {
    return start(
        builder(2)
            // the code that is generated all the same is compiled once, not for every query anew
            .config("spark.sql.codegen.cache.maxEntries", 3000)
            // generating and compiling code, and planning anew after every stage, pay beyond that
            .config("spark.sql.codegen.wholeStage", false)
            .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
            .config("spark.sql.adaptive.enabled", false));
  }

  /** Starts Spark for millions of rows, with its own defaults but for the number of threads. */
  public static SparkSession openForMany(int threads) {
    return start(builder(threads));
  }

  /**
   * Spark in UTC, reachable from this machine alone; all it writes for itself goes to a temporary
   * folder that ends with the process.
   */
  private static SparkSession.Builder builder(int threads) {
    Path scratch = scratch();
    System.setProperty("derby.system.home", scratch.toString());
    return SparkSession.builder()
        .appName("pinflow")
        .master("local[" + threads + "]")
        .config("spark.ui.enabled", false)
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.local.dir", scratch.toString())
        .config("spark.sql.warehouse.dir", scratch.resolve("warehouse").toUri().toString())
        .config("spark.sql.catalogImplementation", "in-memory")
        .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
        .config(
            "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
        // as Databricks has it: what cannot be cast or counted is an error, not null
        .config("spark.sql.ansi.enabled", true)
        .config("spark.sql.session.timeZone", "UTC")
        // instants and local dates instead of java.sql's, which live in the zone of the process
        .config("spark.sql.datetime.java8API.enabled", true)
        // tables of a laptop: a task costs more than the rows it would take over
        .config("spark.sql.shuffle.partitions", threads)
        .config("spark.databricks.delta.snapshotPartitions", 1)
        .config("spark.sql.ui.retainedExecutions", 1)
        .config("spark.ui.retainedJobs", 1)
        .config("spark.ui.retainedStages", 1)
        .config("spark.ui.retainedTasks", 10);
  }

  private static SparkSession start(SparkSession.Builder builder) {
    SparkSession spark = builder.getOrCreate();
    spark.sparkContext().setLogLevel(System.getProperty("pinflow.log.level", "off"));
    return spark;
  }

  /** Forgets every table seen so far, so that the next statement reads the latest version. */
  static void forgetTables(SparkSession spark) {
    spark.catalog().clearCache();
    DeltaLog.clearCache();
  }

  private static Path scratch() {
    try {
      Path folder = Files.createTempDirectory("pinflow-spark-");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> Folders.delete(folder)));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary folder for Spark", e);
    }
  }
}

package io.pinflow.databricks;

import static scala.jdk.javaapi.CollectionConverters.asJava;

import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.adaptive.AdaptiveSparkPlanExec;
import org.apache.spark.sql.execution.adaptive.QueryStageExec;

/** What a plan's scans report about themselves, once it was run. */
final class ScannedFiles {

  private ScannedFiles() {}

  /** The files that were opened: those of the tables without the ones that statistics rule out. */
  static long count(SparkPlan plan) {
    if (plan instanceof AdaptiveSparkPlanExec adaptive) {
      return count(adaptive.executedPlan());
    } else if (plan instanceof QueryStageExec stage) {
      return count(stage.plan());
    } else if (plan instanceof FileSourceScanExec scan) {
      return scan.metrics().apply("numFiles").value();
    }
    return asJava(plan.children()).stream().mapToLong(ScannedFiles::count).sum();
  }
}

package io.pinflow.databricks.oracle;

import org.apache.spark.sql.SparkSession;

/**
 * Compares whole tables with what they must hold: the tables of records with the records sent, the
 * insights with the posts table; what is right is said by the description of the data, never by the
 * job.
 */
public final class Judge {

  private Judge() {}

  /** Compares; a table that is missing or has other columns is a finding, not an error. */
  public static Report judge(SparkSession spark, Question question) {
    Functions.register(spark);
    Report report = new Report();
    InsightsJudge insights = new InsightsJudge(spark, question, report);
    // before the posts: what an insight counts is in the posts by then, though the job still runs
    insights.read();
    new TablesJudge(spark, question, report).judge();
    insights.judge();
    return report;
  }
}

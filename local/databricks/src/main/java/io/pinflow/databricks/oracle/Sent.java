package io.pinflow.databricks.oracle;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * The records as they were sent: JSON lines in the files {@code *.jsonl} of a folder, each with
 * {@code kind, channel, stream, partition, position, timestamp, payload_base64}; those of one
 * partition stand in one file in the order they were acknowledged. The kind is that of the stream.
 */
final class Sent {

  private static final String SCHEMA =
      "kind STRING, channel STRING, stream STRING, `partition` STRING, position STRING,"
          + " payload_base64 STRING";

  /** Digits of the longest position, a Kinesis sequence number, and then some. */
  private static final int POSITION_DIGITS = 80;

  private Sent() {}

  /**
   * The decoded records: {@code kind, channel, stream, partition, position, at, reason, ind,
   * fields}, and of rejected ones {@code payload, payload_size}; {@code at} orders those of a
   * partition.
   */
  static Dataset<Row> read(SparkSession spark, String folder, Limits limits) {
    return spark
        .read()
        .schema(SCHEMA)
        .option("mode", "FAILFAST")
        .option("maxStringLen", Integer.MAX_VALUE)
        .option("pathGlobFilter", "*.jsonl")
        .json(folder)
        .selectExpr(
            "kind",
            "channel",
            "stream",
            "`partition`",
            "position",
            order() + " AS at",
            "unbase64(payload_base64) AS payload")
        .withColumn(
            "decoded",
            Functions.decode(limits).apply(functions.col("kind"), functions.col("payload")))
        .selectExpr(
            "kind",
            "channel",
            "stream",
            "`partition`",
            "position",
            "at",
            "decoded.*",
            ofRejected("substring(payload, 1, " + limits.maxBytes() + ")", "payload"),
            ofRejected("coalesce(length(payload), 0)", "payload_size"));
  }

  /** By position, by file for those without one; lines of a split file keep their order too. */
  private static String order() {
    return "named_struct('position', coalesce(transform(split(position, ':'),"
        + " part -> lpad(part, "
        + POSITION_DIGITS
        + ", '0')), array()), 'file', _metadata.file_path,"
        + " 'start', _metadata.file_block_start, 'line', monotonically_increasing_id())";
  }

  private static String ofRejected(String value, String name) {
    return "CASE WHEN decoded.reason IS NOT NULL THEN %s END AS %s".formatted(value, name);
  }
}

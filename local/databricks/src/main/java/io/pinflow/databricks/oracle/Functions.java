package io.pinflow.databricks.oracle;

import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;
import static org.apache.spark.sql.types.DataTypes.createMapType;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.StructType;

/** What SQL cannot say strictly enough, as functions for it. */
final class Functions {

  private static final StructType DECODED =
      new StructType()
          .add("reason", StringType)
          .add("ind", IntegerType)
          .add("fields", createMapType(StringType, StringType));

  private Functions() {}

  static void register(SparkSession spark) {
    spark.udf().register("trimmed", (UDF1<String, String>) Functions::trimmed, StringType);
    spark.udf().register("whole", (UDF1<String, Integer>) Functions::whole, IntegerType);
    spark.udf().register("real", (UDF1<String, Double>) Functions::real, DoubleType);
    spark.udf().register("followers", (UDF1<String, Integer>) Followers::count, IntegerType);
    spark.udf().register("instant", (UDF1<String, Object>) Instants::parse, TimestampType);
  }

  /**
   * Of kind and payload; decoding is dear, so it must not be repeated for every use of its result.
   */
  static UserDefinedFunction decode(Limits limits) {
    UDF2<String, byte[], Row> decode = (kind, payload) -> decoded(limits, kind, payload);
    return udf(decode, DECODED).asNondeterministic();
  }

  private static Row decoded(Limits limits, String kind, byte[] payload) {
    try {
      Decoder.Decoded decoded = new Decoder(limits).decode(kind, payload);
      return RowFactory.create(null, decoded.ind(), decoded.texts());
    } catch (Rejected e) {
      return RowFactory.create(e.getMessage(), e.ind, null);
    }
  }

  private static String trimmed(String text) {
    return text == null ? null : text.trim();
  }

  private static Integer whole(String text) {
    Exact number = text == null ? null : Exact.json(text.trim());
    return number == null ? null : number.toInt();
  }

  private static Double real(String text) {
    return text == null || Exact.json(text.trim()) == null ? null : Double.valueOf(text.trim());
  }
}

package io.pinflow.cleaning;

import static org.apache.flink.table.api.Expressions.$;
import static org.apache.flink.table.api.Expressions.call;

import org.apache.flink.table.api.Table;

/** From decoded geos to cleaned geos. */
final class GeoCleaning {

  private GeoCleaning() {}

  static Table clean(Table decoded) {
    return decoded.select(
        $("ind"),
        call(new CleanText("country"), $("country")).as("country"),
        call(new CleanCoordinates(), $("latitude"), $("longitude")).as("coordinates"),
        call(new ParseTimestamp(), $("timestamp")).as("timestamp"),
        $("arrival_time"),
        $("origin"));
  }
}

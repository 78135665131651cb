package io.pinflow.cleaning;

import static org.apache.flink.table.api.Expressions.$;
import static org.apache.flink.table.api.Expressions.call;

import org.apache.flink.table.api.ApiExpression;
import org.apache.flink.table.api.Table;

/** From decoded pins to cleaned pins. */
final class PinCleaning {

  private static final String SAVED_IN = "Local save in ";

  private PinCleaning() {}

  static Table clean(Table decoded) {
    return decoded.select(
        $("ind"),
        text("unique_id"),
        text("title"),
        text("description"),
        call(new ParseFollowerCount(), $("follower_count")).as("follower_count"),
        text("poster_name"),
        text("tag_list"),
        text("is_image_or_video"),
        text("image_src"),
        call(new CleanText("save_location", SAVED_IN), $("save_location")).as("save_location"),
        text("category"),
        $("arrival_time"),
        $("origin"));
  }

  private static ApiExpression text(String column) {
    return call(new CleanText(column), $(column)).as(column);
  }
}

package io.pinflow.cleaning;

import static org.apache.flink.table.api.Expressions.$;
import static org.apache.flink.table.api.Expressions.call;

import org.apache.flink.table.api.Table;

/** From decoded users to cleaned users. */
final class UserCleaning {

  private UserCleaning() {}

  static Table clean(Table decoded) {
    return decoded.select(
        $("ind"),
        call(new JoinNames(), $("first_name"), $("last_name")).as("user_name"),
        call(new ParseAge(), $("age")).as("age"),
        call(new ParseTimestamp(), $("date_joined")).as("date_joined"),
        $("arrival_time"),
        $("origin"));
  }
}

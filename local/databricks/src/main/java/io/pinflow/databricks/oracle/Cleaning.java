package io.pinflow.databricks.oracle;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The columns of each silver table but {@code arrival_time}, in order, over the decoded fields. */
final class Cleaning {

  private static final String NOTHING = "('', 'null', 'none', 'nan', 'n/a')";

  /** By kind, by column, the expression that cleans it. */
  private static final Map<String, List<Column>> COLUMNS =
      Map.of(
          "pin",
          List.of(
              new Column("ind", "ind"),
              text("unique_id"),
              text("title", "No Title Data Available"),
              text(
                  "description",
                  "No description available Story format",
                  "No description available",
                  "Untitled"),
              new Column("follower_count", "followers(fields['follower_count'])"),
              text("poster_name", "User Info Error"),
              text("tag_list", "N,o, ,T,a,g,s, ,A,v,a,i,l,a,b,l,e", "No Tags Available"),
              text("is_image_or_video"),
              text("image_src", "Image src error.", "Image src error"),
              new Column(
                  "save_location",
                  some(
                      "trimmed(regexp_replace(trimmed(fields['save_location']),"
                          + " '^Local save in ', ''))")),
              text("category")),
          "geo",
          List.of(
              new Column("ind", "ind"),
              text("country"),
              new Column("coordinates", coordinates()),
              new Column("timestamp", "instant(fields['timestamp'])")),
          "user",
          List.of(
              new Column("ind", "ind"),
              new Column(
                  "user_name",
                  some("concat_ws(' ', %s, %s)".formatted(part("first_name"), part("last_name")))),
              new Column(
                  "age",
                  "CASE WHEN whole(fields['age']) BETWEEN 0 AND 130 THEN whole(fields['age']) END"),
              new Column("date_joined", "instant(fields['date_joined'])")));

  private Cleaning() {}

  /** A column and the SQL that fills it from {@code ind} and the map {@code fields}. */
  private record Column(String name, String expression) {}

  /** The columns' names, as SQL quotes them. */
  static String names(String kind) {
    return COLUMNS.get(kind).stream()
        .map(column -> quoted(column.name))
        .collect(Collectors.joining(", "));
  }

  /** The select list that makes a cleaned row. */
  static String expressions(String kind) {
    return COLUMNS.get(kind).stream()
        .map(column -> column.expression + " AS " + quoted(column.name))
        .collect(Collectors.joining(",\n  "));
  }

  private static Column text(String name, String... placeholders) {
    String value = "trimmed(fields['%s'])".formatted(name);
    String filler =
        Stream.of(placeholders).map(s -> "'" + s + "'").collect(Collectors.joining(", "));
    return new Column(
        name,
        placeholders.length == 0
            ? some(value)
            : "CASE WHEN %s NOT IN (%s) THEN %s END".formatted(value, filler, some(value)));
  }

  private static String part(String name) {
    return some("trimmed(fields['%s'])".formatted(name));
  }

  private static String some(String value) {
    return "CASE WHEN lower(%1$s) NOT IN %2$s THEN %1$s END".formatted(value, NOTHING);
  }

  /** Adding zero makes the negative zero the same place as the positive one. */
  private static String coordinates() {
    return "CASE WHEN real(fields['latitude']) BETWEEN -90D AND 90D"
        + " AND real(fields['longitude']) BETWEEN -180D AND 180D"
        + " THEN array(real(fields['latitude']) + 0D, real(fields['longitude']) + 0D) END";
  }

  private static String quoted(String name) {
    return "`" + name + "`";
  }
}

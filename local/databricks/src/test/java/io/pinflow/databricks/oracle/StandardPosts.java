package io.pinflow.databricks.oracle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * Records that meet every rule once, and beside them the tables they give, worked out by hand: the
 * all-bad post 7528, post 1 with spellings that differ from it, parts of posts 2 to 4, repeats, one
 * conflict and a rejection of every reason.
 */
final class StandardPosts {

  /** Small enough for records over the bounds to be read by a person. */
  static final Limits LIMITS = new Limits(800, 5);

  private static final String T0 = "TIMESTAMP '2026-01-01 00:00:00'";
  private static final String GEO_7528 =
      "{'ind':7528,'timestamp':'2020-08-28 03:52:47','latitude':-89.9787,'longitude':-173.293,"
          + "'country':'Albania'}";
  private static final String NO_GEO_IND = "{'timestamp':'2020-08-28 03:52:47'}";
  private static final String PIN_AS_USER = "{'index':5,'title':'A pin','downloaded':1}";
  private static final String DEEP = "{'ind':6,'age':[[[[[1]]]]]}";
  private static final String LARGE = "x".repeat(801);

  private StandardPosts() {}

  static SentFile sent() {
    SentFile sent = new SentFile();
    sent.add(
            "pin",
            "{'index':7528,'unique_id':'fbe53c66-3442-4773-b19e-d3ec6f54dddf',"
                + "'title':'No Title Data Available',"
                + "'description':'No description available Story format',"
                + "'poster_name':'User Info Error','follower_count':'User Info Error',"
                + "'tag_list':'N,o, ,T,a,g,s, ,A,v,a,i,l,a,b,l,e',"
                + "'is_image_or_video':'multi-video(story page format)',"
                + "'image_src':'Image src error.','downloaded':0,"
                + "'save_location':'Local save in /data/mens-fashion','category':'mens-fashion'}")
        .add("geo", GEO_7528)
        .add(
            "user",
            "{'ind':7528,'first_name':'Abigail','last_name':'Ali','age':20,"
                + "'date_joined':'2015-10-24 11:23:51'}")
        .add(
            "pin",
            "{'ind':'1','unique_id':' u1 ','title':12.50,'description':'Untitled',"
                + "'poster_name':'\\ud83d\\ude00 \\ud83d','follower_count':'124k',"
                + "'tag_list':'NaN','is_image_or_video':null,'image_src':['x'],"
                + "'save_location':'/data/art','category':'\\tart\\u0000'}")
        .add(
            "geo",
            "'{\\'ind\\':1,\\'timestamp\\':\\'08/28/2020, 03:52:47\\',"
                + "\\'latitude\\':\\' -9.0E1 \\',\\'longitude\\':\\'180\\',"
                + "\\'country\\':\\'Cote d\\\\u0027Ivoire\\'}'")
        .add(
            "user",
            "{'ind':1.0,'first_name':'n/A','last_name':' Ali ','age':'131',"
                + "'date_joined':'2015-02-30 00:00:00'}")
        // repeats: the same bytes, another spelling of the same row, the same quoted
        .add("geo", GEO_7528)
        .add("geo", GEO_7528.replace("28 03:52:47", "28T03:52:47.0004Z"))
        .add("geo", "'" + GEO_7528.replace("'", "\\'") + "'")
        .add("geo", GEO_7528.replace("Albania", "Aruba"))
        // parts of posts
        .add("pin", "{'ind':2,'follower_count':'2M','title':'NULL','category':'Art'}")
        .add("geo", "{'ind':3,'latitude':90.1,'longitude':0,'country':'','timestamp':'soon'}")
        .add("user", "{'ind':4,'first_name':'A','last_name':'B','age':0,'age':130}")
        // rejected
        .add("geo", "")
        .add("geo", "[1,2]")
        .add("geo", NO_GEO_IND)
        .add("user", PIN_AS_USER)
        .add("user", "0", LARGE.getBytes(UTF_8))
        .add("user", DEEP)
        .add("user", "0", null)
        .add("pin", "0", new byte[] {'{', (byte) 0xC3, '}'})
        .add("pin", "{'ind':1,'ind':1.5}");
    return sent;
  }

  static void writeTables(SparkSession spark, Path lake) {
    createTables(spark, lake);
    insert(
        spark,
        lake,
        "demo_pin_table",
        "(7528, 'fbe53c66-3442-4773-b19e-d3ec6f54dddf', NULL, NULL, NULL, NULL, NULL,"
            + " 'multi-video(story page format)', NULL, '/data/mens-fashion', 'mens-fashion', T0)",
        "(1, 'u1', '12.50', NULL, 124000, '\uD83D\uDE00 \uFFFD', NULL, NULL, NULL, '/data/art',"
            + " 'art', T0)",
        "(2, NULL, NULL, NULL, 2000000, NULL, NULL, NULL, NULL, NULL, 'Art', T0)");
    insert(
        spark,
        lake,
        "demo_geo_table",
        "(7528, 'Albania', array(-89.9787D, -173.293D), TIMESTAMP '2020-08-28 03:52:47', T0)",
        "(1, \"Cote d'Ivoire\", array(-90D, 180D), TIMESTAMP '2020-08-28 03:52:47', T0)",
        "(3, NULL, NULL, NULL, T0)");
    insert(
        spark,
        lake,
        "demo_user_table",
        "(7528, 'Abigail Ali', 20, TIMESTAMP '2015-10-24 11:23:51', T0)",
        "(1, 'Ali', NULL, NULL, T0)",
        "(4, 'A B', 130, NULL, T0)");
    insert(
        spark,
        lake,
        "demo_posts",
        "(7528, 'mens-fashion', NULL, NULL, 'Albania', TIMESTAMP '2020-08-28 03:52:47',"
            + " 'Abigail Ali', 20, TIMESTAMP '2015-10-24 11:23:51', T0)",
        "(1, 'art', '\uD83D\uDE00 \uFFFD', 124000, \"Cote d'Ivoire\","
            + " TIMESTAMP '2020-08-28 03:52:47', 'Ali', NULL, NULL, T0)");
    insert(
        spark,
        lake,
        "demo_dead_letters",
        letter("conflicting_duplicate", "geo", 9, "7528", "CAST('{}' AS BINARY)", 2),
        rejected("not_json", "geo", 13, "NULL", ""),
        rejected("not_an_object", "geo", 14, "NULL", "[1,2]"),
        rejected("no_ind", "geo", 15, "NULL", NO_GEO_IND),
        rejected("wrong_kind", "user", 16, "5", PIN_AS_USER),
        letter("too_large", "user", 17, "NULL", "CAST(repeat('x', 800) AS BINARY)", 801),
        rejected("too_deep", "user", 18, "NULL", DEEP),
        letter("not_json", "user", 19, "NULL", "NULL", 0),
        letter("not_json", "pin", 20, "NULL", "X'7BC37D'", 3),
        rejected("no_ind", "pin", 21, "NULL", "{'ind':1,'ind':1.5}"),
        unmatched(2),
        unmatched(3),
        unmatched(4));
  }

  /** Empty tables, as the job makes them at its start. */
  static void createTables(SparkSession spark, Path lake) {
    Map<String, String> tables =
        Map.of(
            "demo_pin_table",
            "ind INT, unique_id STRING, title STRING, description STRING, follower_count INT,"
                + " poster_name STRING, tag_list STRING, is_image_or_video STRING,"
                + " image_src STRING, save_location STRING, category STRING,"
                + " arrival_time TIMESTAMP",
            "demo_geo_table",
            "ind INT, country STRING, coordinates ARRAY<DOUBLE>, `timestamp` TIMESTAMP,"
                + " arrival_time TIMESTAMP",
            "demo_user_table",
            "ind INT, user_name STRING, age INT, date_joined TIMESTAMP, arrival_time TIMESTAMP",
            "demo_posts",
            "ind INT, category STRING, poster_name STRING, follower_count INT, country STRING,"
                + " `timestamp` TIMESTAMP, user_name STRING, age INT, date_joined TIMESTAMP,"
                + " arrival_time TIMESTAMP",
            "demo_dead_letters",
            "reason STRING, detail STRING, kind STRING, channel STRING, stream STRING,"
                + " `partition` STRING, position STRING, arrival_time TIMESTAMP, ind INT,"
                + " payload BINARY, payload_size BIGINT");
    tables.forEach(
        (name, columns) ->
            spark.sql(
                "CREATE TABLE delta.`%s/%s` (%s) USING delta".formatted(lake, name, columns)));
  }

  private static String rejected(
      String reason, String kind, int position, String ind, String payload) {
    String bytes = "CAST('%s' AS BINARY)".formatted(payload.replace('\'', '"'));
    return letter(reason, kind, position, ind, bytes, payload.length());
  }

  private static String letter(
      String reason, String kind, int position, String ind, String payload, int size) {
    return "('%s', 'why', '%s', 'kafka', 'demo.%s', '0', '%d', T0, %s, %s, %d)"
        .formatted(reason, kind, kind, position, ind, payload, size);
  }

  private static String unmatched(int ind) {
    return "('unmatched_parts', 'why', NULL, NULL, NULL, NULL, NULL, T0, %d, NULL, 0)"
        .formatted(ind);
  }

  private static void insert(SparkSession spark, Path lake, String table, String... rows) {
    String values = String.join(", ", List.of(rows)).replace("T0", T0);
    spark.sql("INSERT INTO delta.`%s/%s` VALUES %s".formatted(lake, table, values));
  }
}

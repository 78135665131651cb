package io.pinflow.config;

import static io.pinflow.config.Option.optional;
import static io.pinflow.config.Option.required;
import static io.pinflow.config.Option.withDefault;

import io.pinflow.config.StartingPosition.Name;
import java.time.Duration;
import java.util.List;

/** Every key the job reads, by group, in the order of the README's table. */
public final class Options {

  static final String KAFKA = "kafka";
  static final String KINESIS = "kinesis";
  static final String RECORDS = "records";
  static final String TIME = "time";
  static final String LAKE = "lake";
  static final String ARCHIVE = "archive";
  static final String DEAD_LETTERS = "dead-letters";
  static final String POSTS = "posts";
  static final String INSIGHTS = "insights";

  static final Option<String> BOOTSTRAP_SERVERS =
      required(KAFKA, "bootstrap.servers", Parsers::text, "Brokers, as host:port, comma-joined");
  static final Option<String> TOPIC_PIN =
      required(KAFKA, "topic.pin", Parsers::text, "Topic of the pins");
  static final Option<String> TOPIC_GEO =
      required(KAFKA, "topic.geo", Parsers::text, "Topic of the geos");
  static final Option<String> TOPIC_USER =
      required(KAFKA, "topic.user", Parsers::text, "Topic of the users");
  static final Option<String> GROUP_ID =
      withDefault(
          KAFKA,
          "group.id",
          Parsers::text,
          "pinflow",
          "Consumer group; offsets are committed to it for monitoring, and to start from with "
              + "`committed`");
  static final Option<StartingPosition> KAFKA_STARTING_POSITION =
      withDefault(
          KAFKA,
          "starting-position",
          Parsers.startingPosition(Name.EARLIEST, Name.LATEST, Name.COMMITTED),
          "earliest",
          "Where to start without state: `earliest`, `latest`, `committed` (`earliest` where "
              + "nothing was committed) or an ISO instant");
  static final Option<String> KAFKA_ON_EXPIRED =
      onExpired(
          KAFKA,
          "When the records to go on from have left a topic: `fail`, or go on from the `earliest` "
              + "there is");
  static final Option<Boolean> BOUNDED =
      withDefault(
          KAFKA,
          "bounded",
          Parsers::flag,
          "false",
          "`true`: stop at the offsets that are the end at the start; not together with `kinesis`");

  static final Option<String> STREAM_PIN =
      required(KINESIS, "stream.pin", Parsers::text, "Stream of the pins");
  static final Option<String> STREAM_GEO =
      required(KINESIS, "stream.geo", Parsers::text, "Stream of the geos");
  static final Option<String> STREAM_USER =
      required(KINESIS, "stream.user", Parsers::text, "Stream of the users");
  static final Option<String> AWS_REGION =
      required(KINESIS, "aws.region", Parsers::text, "Region of the streams");
  static final Option<String> AWS_ENDPOINT =
      optional(
          KINESIS, "aws.endpoint", Parsers::text, "Address of another endpoint than the region's");
  static final Option<StartingPosition> KINESIS_STARTING_POSITION =
      withDefault(
          KINESIS,
          "starting-position",
          Parsers.startingPosition(Name.TRIM_HORIZON, Name.LATEST),
          "trim-horizon",
          "Where to start without state: `trim-horizon`, `latest` or an ISO instant");
  static final Option<String> KINESIS_ON_EXPIRED =
      onExpired(
          KINESIS,
          "When the job stood still for longer than a stream keeps records: `fail`, or go on from "
              + "the `earliest` there is");
  static final Option<String> EFO_CONSUMER =
      optional(
          KINESIS,
          "efo.consumer",
          Parsers::text,
          "Name of an enhanced fan-out consumer; polling without it");

  static final Option<Integer> MAX_BYTES =
      withDefault(
          RECORDS,
          "max-bytes",
          Parsers::positive,
          "1048576",
          "Larger payloads are rejected as `too_large`; dead letters are cut here");
  static final Option<Integer> MAX_DEPTH =
      withDefault(
          RECORDS,
          "max-depth",
          Parsers::positive,
          "100",
          "Deeper nested payloads are rejected as `too_deep`; the root counts as 1");

  static final Option<Duration> IDLE_AFTER =
      withDefault(
          TIME,
          "idle-after",
          Parsers::positiveDuration,
          "30 s",
          "A partition or shard silent for so long no longer holds the watermark back");
  static final Option<Duration> OUT_OF_ORDERNESS =
      withDefault(
          TIME,
          "out-of-orderness",
          Parsers::duration,
          "5 s",
          "How far arrival times in one partition or shard may go back");
  static final Option<Duration> FUTURE_BOUND =
      withDefault(
          TIME,
          "future-bound",
          Parsers::duration,
          "1 min",
          "Arrival times further ahead of the job's clock are clamped to it");

  static final Option<String> LAKE_PATH =
      required(LAKE, "path", Parsers::path, "Root of the Delta tables: `file:`, `s3:` or `s3a:`");
  static final Option<String> TABLE_PREFIX =
      withDefault(
          LAKE, "table-prefix", Parsers::tablePrefix, "", "Put before every table name, with `_`");
  static final Option<String> COMMIT_MODE =
      withDefault(
          LAKE,
          "commit.mode",
          Parsers.oneOf("conditional-put", "single-writer"),
          "conditional-put",
          "On S3: `conditional-put` (any number of writers) or `single-writer` (stores without "
              + "conditional writes)");
  static final Option<String> ON_REWIND =
      withDefault(
          LAKE,
          "on-rewind",
          Parsers.oneOf("fail", "restore", "append"),
          "fail",
          "When restored from an older state than the tables: `fail`, `restore` (the tables are "
              + "taken back too) or `append` (rows of the stretch that is read again appear again)");
  static final Option<String> ON_EXISTING =
      withDefault(
          LAKE,
          "on-existing",
          Parsers.oneOf("fail", "append"),
          "fail",
          "When started with empty state on tables that hold rows: `fail` or `append`");
  static final Option<String> S3_ENDPOINT =
      optional(LAKE, "s3.endpoint", Parsers::text, "Address of another S3 than the region's");
  static final Option<String> S3_REGION =
      optional(
          LAKE, "s3.region", Parsers::text, "Region of the bucket; the environment's by default");
  static final Option<Boolean> S3_PATH_STYLE =
      withDefault(
          LAKE,
          "s3.path-style-access",
          Parsers::flag,
          "false",
          "`true`: bucket in the path, as local endpoints need");

  static final Option<String> ARCHIVE_PATH =
      optional(
          ARCHIVE, "path", Parsers::path, "Where payloads are kept as they came; off without it");
  static final Option<String> ARCHIVE_COMPRESSION =
      withDefault(
          ARCHIVE,
          "compression",
          Parsers.oneOf("none", "zstd"),
          "none",
          "Of the archive's files: `none` or `zstd`");

  static final Option<String> DEAD_LETTERS_PATH =
      required(DEAD_LETTERS, "path", Parsers::path, "Where dead letters are kept as JSON lines");

  static final Option<Duration> MEETING_TIMEOUT =
      withDefault(
          POSTS,
          "meeting.timeout",
          Parsers::positiveDuration,
          "1 d",
          "A post whose parts have not met by then is reported as `unmatched_parts`");
  static final Option<Duration> SEEN_TTL =
      withDefault(
          POSTS,
          "seen.ttl",
          Parsers::positiveDuration,
          "36500 d",
          "How long an `ind` is remembered after its last part; at least `meeting.timeout`");

  static final Option<Duration> WINDOW_SIZE =
      withDefault(
          INSIGHTS,
          "window.size",
          Parsers::positiveDuration,
          "1 h",
          "Size of the tumbling windows");
  static final Option<Duration> WINDOW_OFFSET =
      withDefault(
          INSIGHTS,
          "window.offset",
          Parsers::duration,
          "0 s",
          "Start of the windows after the full multiple of their size; shorter than the size");

  /** All of them, in the README's order. */
  public static final List<Option<?>> ALL =
      List.of(
          BOOTSTRAP_SERVERS,
          TOPIC_PIN,
          TOPIC_GEO,
          TOPIC_USER,
          GROUP_ID,
          KAFKA_STARTING_POSITION,
          KAFKA_ON_EXPIRED,
          BOUNDED,
          STREAM_PIN,
          STREAM_GEO,
          STREAM_USER,
          AWS_REGION,
          AWS_ENDPOINT,
          KINESIS_STARTING_POSITION,
          KINESIS_ON_EXPIRED,
          EFO_CONSUMER,
          MAX_BYTES,
          MAX_DEPTH,
          IDLE_AFTER,
          OUT_OF_ORDERNESS,
          FUTURE_BOUND,
          LAKE_PATH,
          TABLE_PREFIX,
          COMMIT_MODE,
          ON_REWIND,
          ON_EXISTING,
          S3_ENDPOINT,
          S3_REGION,
          S3_PATH_STYLE,
          ARCHIVE_PATH,
          ARCHIVE_COMPRESSION,
          DEAD_LETTERS_PATH,
          MEETING_TIMEOUT,
          SEEN_TTL,
          WINDOW_SIZE,
          WINDOW_OFFSET);

  private Options() {}

  private static Option<String> onExpired(String group, String meaning) {
    return withDefault(group, "on-expired", Parsers.oneOf("fail", "earliest"), "fail", meaning);
  }
}

package io.pinflow.record;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.RowType.RowField;
import org.apache.flink.table.types.logical.VarBinaryType;
import org.apache.flink.table.types.logical.VarCharType;

/**
 * The row types on every edge between decode and the tables; timestamps are UTC, in milliseconds.
 *
 * <p>Decoded and cleaned rows end with {@link #ARRIVAL_TIME} and {@link #ORIGIN}. The silver tables
 * hold all columns of a cleaned row but the origin.
 */
public final class RowTypes {

  /**
   * Version of the cleaning rules; raise it when a rule changes. Rows cleaned by different versions
   * are never called conflicting.
   */
  public static final int CLEANING_VERSION = 1;

  public static final String IND = "ind";
  public static final String ARRIVAL_TIME = "arrival_time";
  public static final String ORIGIN = "origin";

  private static final LogicalType STRING = new VarCharType(VarCharType.MAX_LENGTH);
  private static final LogicalType INT = new IntType();
  private static final LogicalType BIGINT = new BigIntType();
  private static final LogicalType BYTES = new VarBinaryType(VarBinaryType.MAX_LENGTH);
  private static final LogicalType TIMESTAMP = new LocalZonedTimestampType(3);
  private static final LogicalType COORDINATES = new ArrayType(new DoubleType());

  private static final RowType DECODED_PIN =
      new Fields()
          .add(INT, IND)
          .add(
              STRING,
              "unique_id",
              "title",
              "description",
              "follower_count",
              "poster_name",
              "tag_list",
              "is_image_or_video",
              "image_src",
              "save_location",
              "category")
          .carried();

  private static final RowType DECODED_GEO =
      new Fields()
          .add(INT, IND)
          .add(STRING, "country", "latitude", "longitude", "timestamp")
          .carried();

  private static final RowType DECODED_USER =
      new Fields()
          .add(INT, IND)
          .add(STRING, "first_name", "last_name", "age", "date_joined")
          .carried();

  private static final RowType CLEANED_PIN =
      new Fields()
          .add(INT, IND)
          .add(STRING, "unique_id", "title", "description")
          .add(INT, "follower_count")
          .add(
              STRING,
              "poster_name",
              "tag_list",
              "is_image_or_video",
              "image_src",
              "save_location",
              "category")
          .carried();

  private static final RowType CLEANED_GEO =
      new Fields()
          .add(INT, IND)
          .add(STRING, "country")
          .add(COORDINATES, "coordinates")
          .add(TIMESTAMP, "timestamp")
          .carried();

  private static final RowType CLEANED_USER =
      new Fields()
          .add(INT, IND)
          .add(STRING, "user_name")
          .add(INT, "age")
          .add(TIMESTAMP, "date_joined")
          .carried();

  /** A post: what the insights need of its three parts. */
  public static final RowType POST =
      new Fields()
          .add(INT, IND)
          .add(STRING, "category", "poster_name")
          .add(INT, "follower_count")
          .add(STRING, "country")
          .add(TIMESTAMP, "timestamp")
          .add(STRING, "user_name")
          .add(INT, "age")
          .add(TIMESTAMP, "date_joined", ARRIVAL_TIME)
          .build();

  /** A rejected record, a conflicting delivery or an incomplete post; see {@link DeadLetters}. */
  public static final RowType DEAD_LETTER =
      new Fields()
          .add(STRING, "reason", "detail", "kind", "channel", "stream", "partition", "position")
          .add(TIMESTAMP, ARRIVAL_TIME)
          .add(INT, IND)
          .add(BYTES, "payload")
          .add(BIGINT, "payload_size")
          .build();

  private RowTypes() {}

  /** What the decoder gives: every field but {@code ind} as the text of its JSON token. */
  public static RowType decoded(Kind kind) {
    return byKind(kind, DECODED_PIN, DECODED_GEO, DECODED_USER);
  }

  /** What cleaning gives: the columns of the silver table, then the origin. */
  public static RowType cleaned(Kind kind) {
    return byKind(kind, CLEANED_PIN, CLEANED_GEO, CLEANED_USER);
  }

  /** The columns of the silver table of this kind: a cleaned row without its origin. */
  public static RowType silver(Kind kind) {
    List<RowField> fields = cleaned(kind).getFields();
    return new RowType(fields.subList(0, fields.size() - 1));
  }

  private static RowType byKind(Kind kind, RowType pin, RowType geo, RowType user) {
    switch (kind) {
      case PIN:
        return pin;
      case GEO:
        return geo;
      default:
        return user;
    }
  }

  /** Collects nullable columns in order. */
  private static final class Fields {
    private final List<RowField> fields = new ArrayList<>();

    Fields add(LogicalType type, String... names) {
      for (String name : names) {
        fields.add(new RowField(name, type));
      }
      return this;
    }

    RowType carried() {
      return add(TIMESTAMP, ARRIVAL_TIME).add(STRING, ORIGIN).build();
    }

    RowType build() {
      return new RowType(fields);
    }
  }
}

package io.pinflow.delta;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.table.types.logical.LogicalType;

/**
 * The folders of a partition, as Hive and Spark name them. They are for people: Delta takes the
 * values from the log.
 */
final class PartitionPath {

  private static final String NULL = "__HIVE_DEFAULT_PARTITION__";
  private static final String ESCAPED = "\"#%'*/:=?\\\u007F{[]^";

  /** File systems allow 255 bytes; a character takes up to four, or three when escaped. */
  private static final int MAX_CHARS = 60;

  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);

  private PartitionPath() {}

  /** {@code a=1/b=x/}, or nothing without partition columns. */
  static String of(Map<String, Object> partition, Map<String, LogicalType> types) {
    StringBuilder path = new StringBuilder();
    partition.forEach(
        (column, value) ->
            path.append(escape(column))
                .append('=')
                .append(value == null ? NULL : folder(value, types.get(column)))
                .append('/'));
    return path.toString();
  }

  /** Values too long for a name are told apart by a hash; sharing a folder would do no harm. */
  private static String folder(Object value, LogicalType type) {
    String text = text(value, type);
    return text.codePointCount(0, text.length()) <= MAX_CHARS
        ? escape(text)
        : escape(text.substring(0, text.offsetByCodePoints(0, MAX_CHARS - 10)))
            + String.format("~%08x", text.hashCode());
  }

  private static String text(Object value, LogicalType type) {
    switch (type.getTypeRoot()) {
      case DATE:
        return LocalDate.ofEpochDay((Integer) value).toString();
      case TIMESTAMP_WITHOUT_TIME_ZONE:
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE:
        long micros = (Long) value;
        return TIMESTAMP.format(
            Instant.ofEpochSecond(
                Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000));
      default:
        return value.toString();
    }
  }

  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    for (char c : text.toCharArray()) {
      if (c < ' ' || ESCAPED.indexOf(c) >= 0) {
        escaped.append(String.format(Locale.ROOT, "%%%02X", (int) c));
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }
}

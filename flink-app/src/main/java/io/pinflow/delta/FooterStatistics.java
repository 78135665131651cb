package io.pinflow.delta;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.api.Binary;

/**
 * The statistics of a file's plain columns, from the footer that Parquet has at hand after writing.
 */
final class FooterStatistics {

  private static final long MICROS_PER_DAY = 86_400_000_000L;
  private static final long FIRST_DAY = LocalDate.of(1, 1, 1).toEpochDay();
  private static final long LAST_DAY = LocalDate.of(9999, 12, 31).toEpochDay();

  private FooterStatistics() {}

  static Map<String, ColumnStatistics> of(ParquetMetadata footer, RowType stored) {
    Map<String, ColumnStatistics> columns = new LinkedHashMap<>();
    for (RowType.RowField field : stored.getFields()) {
      Statistics<?> merged = merged(footer, field.getName());
      if (merged != null) {
        columns.put(field.getName(), bounds(merged, field.getType()));
      }
    }
    return columns;
  }

  /** Null for columns that are not plain. */
  private static Statistics<?> merged(ParquetMetadata footer, String column) {
    Statistics<?> merged = null;
    for (BlockMetaData block : footer.getBlocks()) {
      for (ColumnChunkMetaData chunk : block.getColumns()) {
        String[] path = chunk.getPath().toArray();
        if (path.length == 1 && path[0].equals(column)) {
          merged = merge(merged, chunk.getStatistics());
        }
      }
    }
    return merged;
  }

  private static Statistics<?> merge(Statistics<?> before, Statistics<?> chunk) {
    Statistics<?> merged = before == null ? chunk.copy() : before;
    if (before != null) {
      merged.mergeStatistics(chunk);
    }
    return merged;
  }

  private static ColumnStatistics bounds(Statistics<?> statistics, LogicalType type) {
    Object min = null;
    Object max = null;
    if (statistics.hasNonNullValue()) {
      min = bound(statistics.genericGetMin(), type, false);
      max = bound(statistics.genericGetMax(), type, true);
    }
    return min == null || max == null
        ? new ColumnStatistics(null, null, statistics.getNumNulls())
        : new ColumnStatistics(min, max, statistics.getNumNulls());
  }

  /** Null where no bound would be understood the same way by every reader. */
  private static Object bound(Object value, LogicalType type, boolean upper) {
    switch (type.getTypeRoot()) {
      case BOOLEAN:
      case INTEGER:
      case BIGINT:
        return value;
      case TINYINT:
        return ((Integer) value).byteValue();
      case SMALLINT:
        return ((Integer) value).shortValue();
      case DATE:
        return dated((Integer) value) ? value : null;
      case FLOAT:
        return floating((Float) value, upper);
      case DOUBLE:
        return floating((Double) value, upper);
      case CHAR:
      case VARCHAR:
        return text((Binary) value, upper);
      case TIMESTAMP_WITHOUT_TIME_ZONE:
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE:
        return dated(Math.floorDiv((Long) value, MICROS_PER_DAY)) ? value : null;
      case DECIMAL:
        return decimal(value, LogicalTypeChecks.getScale(type));
      default:
        return null;
    }
  }

  /** Years are written with four digits. */
  private static boolean dated(long day) {
    return FIRST_DAY <= day && day <= LAST_DAY;
  }

  /** Not a number sorts anywhere; of the two zeros the outer one is given. */
  private static Float floating(Float value, boolean upper) {
    if (value.isNaN()) {
      return null;
    }
    return value == 0 ? (upper ? 0.0f : -0.0f) : value;
  }

  private static Double floating(Double value, boolean upper) {
    if (value.isNaN()) {
      return null;
    }
    return value == 0 ? (upper ? 0.0 : -0.0) : value;
  }

  private static String text(Binary value, boolean upper) {
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value.getBytes())).toString();
      return upper ? StringBounds.upper(text) : StringBounds.lower(text);
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  private static BigDecimal decimal(Object value, int scale) {
    return value instanceof Binary
        ? new BigDecimal(new BigInteger(((Binary) value).getBytes()), scale)
        : BigDecimal.valueOf(((Number) value).longValue(), scale);
  }
}

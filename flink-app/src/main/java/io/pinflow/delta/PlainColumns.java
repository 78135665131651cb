package io.pinflow.delta;

import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;

/**
 * The columns of a table whose values hardly ever repeat, as its files of before have shown; what
 * is known is forgotten with the writer.
 *
 * <p>Parquet begins each column with a dictionary and gives it up after the first page if it saves
 * nothing, for every file anew; by then all values were hashed, compared and copied in vain.
 */
final class PlainColumns {

  /** Fewer values say little about how often they repeat. */
  private static final int TELLING_VALUES = 10_000;

  private final Set<String> names = new HashSet<>();

  /** Dotted paths, a view. */
  Set<String> names() {
    return Collections.unmodifiableSet(names);
  }

  /** Takes in how the columns of a file were written in the end. */
  void learn(ParquetMetadata footer) {
    for (BlockMetaData block : footer.getBlocks()) {
      for (ColumnChunkMetaData chunk : block.getColumns()) {
        if (isTelling(chunk) && !chunk.getEncodingStats().hasDictionaryEncodedPages()) {
          names.add(chunk.getPath().toDotString());
        }
      }
    }
  }

  /** Not every writer says how its pages are encoded. */
  private static boolean isTelling(ColumnChunkMetaData chunk) {
    long values = chunk.getValueCount() - chunk.getStatistics().getNumNulls();
    return values >= TELLING_VALUES && chunk.getEncodingStats() != null;
  }
}

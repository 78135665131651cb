package org.apache.parquet;

import java.util.Map;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.format.converter.ParquetMetadataConverter;

/**
 * Options to read Parquet with, made without Hadoop.
 *
 * <p>Stands in Parquet's package for the sake of a constructor: the builder of the options, the
 * only other way to them, loads Hadoop's input formats to look for a filter that is never set.
 */
public final class PlainReadOptions extends ParquetReadOptions {

  private static final int MAX_ALLOCATION_BYTES = 8 << 20;

  /** Everything is read: no filter of any kind is on. */
  public PlainReadOptions(CompressionCodecFactory codecs) {
    super(
        false,
        false,
        false,
        false,
        false,
        false,
        false,
        false,
        false,
        FilterCompat.NOOP,
        ParquetMetadataConverter.NO_FILTER,
        codecs,
        new HeapByteBufferAllocator(),
        MAX_ALLOCATION_BYTES,
        Map.of(),
        null,
        null,
        new PlainParquetConfiguration());
  }
}

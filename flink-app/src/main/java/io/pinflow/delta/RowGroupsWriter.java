package io.pinflow.delta;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.internal.column.columnindex.ColumnIndex;
import org.apache.parquet.internal.column.columnindex.OffsetIndex;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.parquet.schema.MessageType;

/** A file that is put together of row groups of others: their bytes are copied, never decoded. */
final class RowGroupsWriter extends NewDataFile {

  private final MessageType message;
  private final ParquetFileWriter writer;

  RowGroupsWriter(String root, String path, MessageType message) throws IOException {
    super(root, path);
    this.message = message;
    this.writer =
        new ParquetFileWriter(
            file(),
            message,
            ParquetFileWriter.Mode.CREATE,
            0,
            0,
            ParquetProperties.DEFAULT_COLUMN_INDEX_TRUNCATE_LENGTH,
            ParquetProperties.DEFAULT_STATISTICS_TRUNCATE_LENGTH,
            ParquetProperties.DEFAULT_PAGE_WRITE_CHECKSUM_ENABLED);
    writer.start();
  }

  /**
   * Copies a row group with the indexes of its pages.
   *
   * <p>Indexes lie one behind the other, first all of one sort, and so do the columns: in this
   * order an object store is asked once for each.
   *
   * @param file that has it, with all columns of the table
   * @param bytes of that file
   */
  void append(BlockMetaData group, ParquetFileReader file, SeekableInputStream bytes)
      throws IOException {
    List<ColumnDescriptor> columns = message.getColumns();
    List<ColumnChunkMetaData> chunks = chunks(group, columns);
    List<ColumnIndex> columnIndexes = new ArrayList<>();
    for (ColumnChunkMetaData chunk : chunks) {
      columnIndexes.add(file.readColumnIndex(chunk));
    }
    List<OffsetIndex> offsetIndexes = new ArrayList<>();
    for (ColumnChunkMetaData chunk : chunks) {
      offsetIndexes.add(file.readOffsetIndex(chunk));
    }
    writer.startBlock(group.getRowCount());
    for (int i = 0; i < columns.size(); i++) {
      writer.appendColumnChunk(
          columns.get(i), bytes, chunks.get(i), null, columnIndexes.get(i), offsetIndexes.get(i));
    }
    writer.endBlock();
  }

  private static List<ColumnChunkMetaData> chunks(
      BlockMetaData group, List<ColumnDescriptor> columns) {
    Map<ColumnPath, ColumnChunkMetaData> chunks =
        group.getColumns().stream()
            .collect(Collectors.toMap(ColumnChunkMetaData::getPath, Function.identity()));
    return columns.stream()
        .map(column -> chunks.get(ColumnPath.get(column.getPath())))
        .collect(Collectors.toList());
  }

  boolean reached(long targetBytes) {
    return file().written() >= targetBytes;
  }

  @Override
  ParquetMetadata close() throws IOException {
    writer.end(Map.of());
    return writer.getFooter();
  }
}

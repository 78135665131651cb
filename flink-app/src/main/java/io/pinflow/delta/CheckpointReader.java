package io.pinflow.delta;

import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.defaults.internal.parquet.ParquetFileReader.BatchReadSupport;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.PlainReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.api.InitContext;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;

/** Batches of one log checkpoint; {@code ParquetReader}, which does the same, needs Hadoop. */
final class CheckpointReader implements CloseableIterator<ColumnarBatch> {

  private static final int BATCH_ROWS = 1024;
  private static final ParquetConfiguration PLAIN = new PlainParquetConfiguration();

  private final Rows rows;
  private final ParquetCodecs codecs = new ParquetCodecs(1);
  private final ParquetFileReader file;
  private final MessageColumnIO columns;
  private final RecordMaterializer<Object> materializer;
  private RecordReader<Object> group;
  private long left;

  CheckpointReader(LogStorage storage, String path, long size, StructType schema) {
    this.rows = new Rows(schema);
    try {
      this.file =
          ParquetFileReader.open(
              new TableInputFile(storage, path, size), new PlainReadOptions(codecs));
    } catch (IOException e) {
      throw new UncheckedIOException("Could not open the log checkpoint " + path, e);
    }
    FileMetaData metadata = file.getFileMetaData();
    MessageType stored = metadata.getSchema();
    BatchReadSupport.ReadContext context = rows.init(new InitContext(PLAIN, Map.of(), stored));
    this.materializer = rows.prepareForRead(PLAIN, Map.of(), stored, context);
    this.file.setRequestedSchema(context.getRequestedSchema());
    this.columns =
        new ColumnIOFactory(metadata.getCreatedBy())
            .getColumnIO(context.getRequestedSchema(), stored, true);
  }

  @Override
  public boolean hasNext() {
    try {
      while (left == 0) {
        PageReadStore pages = file.readNextRowGroup();
        if (pages == null) {
          return false;
        }
        group = columns.getRecordReader(pages, materializer, FilterCompat.NOOP);
        left = pages.getRowCount();
      }
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read the log checkpoint " + file.getFile(), e);
    }
  }

  @Override
  public ColumnarBatch next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    int count = 0;
    while (count < BATCH_ROWS && hasNext()) {
      group.read();
      rows.finalizeCurrentRow(-1);
      left--;
      count++;
    }
    return rows.getDataAsColumnarBatch(count);
  }

  @Override
  public void close() throws IOException {
    try (codecs) {
      file.close();
    }
  }

  /** Kernel's own materialisation, entered without a Hadoop configuration, which it ignores. */
  private static final class Rows extends BatchReadSupport {

    Rows(StructType schema) {
      super(BATCH_ROWS, schema);
    }

    @Override
    public RecordMaterializer<Object> prepareForRead(
        ParquetConfiguration configuration,
        Map<String, String> metadata,
        MessageType schema,
        ReadContext context) {
      return prepareForRead((Configuration) null, metadata, schema, context);
    }
  }
}

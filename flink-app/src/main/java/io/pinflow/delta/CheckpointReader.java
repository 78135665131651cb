package io.pinflow.delta;

import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.defaults.engine.fileio.SeekableInputStream;
import io.delta.kernel.defaults.internal.parquet.ParquetFileReader.BatchReadSupport;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;

/** Batches of one log checkpoint. */
final class CheckpointReader implements CloseableIterator<ColumnarBatch> {

  private static final int BATCH_ROWS = 1024;

  private final Rows rows;
  private final ParquetCodecs codecs = new ParquetCodecs(1);
  private final ParquetReader<Object> reader;
  private boolean read;

  CheckpointReader(LogStorage storage, String path, long size, StructType schema) {
    this.rows = new Rows(schema);
    try {
      this.reader = new Builder(new Input(storage, path, size), rows).with(codecs).build();
    } catch (IOException e) {
      throw new UncheckedIOException("Could not open the log checkpoint " + path, e);
    }
  }

  @Override
  public boolean hasNext() {
    try {
      read = read || reader.read() != null;
      return read;
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read a log checkpoint", e);
    }
  }

  @Override
  public ColumnarBatch next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    int count = 0;
    do {
      read = false;
      rows.finalizeCurrentRow(-1);
      count++;
    } while (count < BATCH_ROWS && hasNext());
    return rows.getDataAsColumnarBatch(count);
  }

  @Override
  public void close() throws IOException {
    try (codecs) {
      reader.close();
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

  private static final class Builder extends ParquetReader.Builder<Object> {

    private final Rows rows;

    Builder(InputFile file, Rows rows) {
      super(file, new PlainParquetConfiguration());
      this.rows = rows;
    }

    ParquetReader.Builder<Object> with(ParquetCodecs codecs) {
      return withCodecFactory(codecs)
          .useRecordFilter(false)
          .useBloomFilter(false)
          .useDictionaryFilter(false)
          .useColumnIndexFilter(false);
    }

    @Override
    protected ReadSupport<Object> getReadSupport() {
      return rows;
    }
  }

  private static final class Input implements InputFile {

    private final LogStorage storage;
    private final String path;
    private final long size;

    Input(LogStorage storage, String path, long size) {
      this.storage = storage;
      this.path = path;
      this.size = size;
    }

    @Override
    public long getLength() throws IOException {
      return size > 0 ? size : storage.status(path).getSize();
    }

    @Override
    public org.apache.parquet.io.SeekableInputStream newStream() throws IOException {
      SeekableInputStream stream = storage.open(path);
      return new DelegatingSeekableInputStream(stream) {
        @Override
        public long getPos() throws IOException {
          return stream.getPos();
        }

        @Override
        public void seek(long position) throws IOException {
          stream.seek(position);
        }
      };
    }
  }
}

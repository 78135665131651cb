package io.pinflow.delta;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/**
 * Writes zstd, and reads what Spark and Databricks write into a log too; Parquet's own codecs need
 * Hadoop. One compression context serves all files of a task, which writes from one thread.
 */
final class ParquetCodecs implements CompressionCodecFactory, AutoCloseable {

  private final ZstdCompressCtx context = new ZstdCompressCtx();

  ParquetCodecs(int level) {
    context.setLevel(level);
  }

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName name) {
    if (name != CompressionCodecName.ZSTD) {
      throw new IllegalArgumentException("Only zstd is written, not " + name + ".");
    }
    return new Compressor();
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName name) {
    return new Decompressor(name);
  }

  /** Called at the end of each file; the context goes on to the next one. */
  @Override
  public void release() {}

  @Override
  public void close() {
    context.close();
  }

  private static byte[] bytes(BytesInput input) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream((int) input.size());
    input.writeAllTo(bytes);
    return bytes.toByteArray();
  }

  private final class Compressor implements BytesInputCompressor {

    @Override
    public BytesInput compress(BytesInput bytes) throws IOException {
      return BytesInput.from(context.compress(bytes(bytes)));
    }

    @Override
    public CompressionCodecName getCodecName() {
      return CompressionCodecName.ZSTD;
    }

    @Override
    public void release() {}
  }

  private static final class Decompressor implements BytesInputDecompressor {

    private final CompressionCodecName name;

    Decompressor(CompressionCodecName name) {
      this.name = name;
    }

    @Override
    public BytesInput decompress(BytesInput bytes, int size) throws IOException {
      return BytesInput.from(plain(bytes(bytes), size));
    }

    @Override
    public void decompress(ByteBuffer from, int fromSize, ByteBuffer to, int size)
        throws IOException {
      byte[] bytes = new byte[fromSize];
      from.get(bytes);
      to.put(plain(bytes, size));
    }

    private byte[] plain(byte[] bytes, int size) throws IOException {
      switch (name) {
        case UNCOMPRESSED:
          return bytes;
        case ZSTD:
          return Zstd.decompress(bytes, size);
        case SNAPPY:
          return Snappy.uncompress(bytes);
        case GZIP:
          return unzip(bytes, size);
        default:
          throw new IOException(
              "A log checkpoint is compressed with "
                  + name
                  + ", which is not known here; write it anew with zstd, snappy or gzip.");
      }
    }

    private static byte[] unzip(byte[] bytes, int size) throws IOException {
      try (InputStream stream = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
        return stream.readNBytes(size);
      }
    }

    @Override
    public void release() {}
  }
}

package io.pinflow.delta;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** From writers to the aggregator. */
final class WrittenFileSerializer extends VersionedFormat<WrittenFile> {

  @Override
  void write(WrittenFile written, DataOutputView out) throws IOException {
    Values.writeText(written.table(), out);
    DataFileFormat.write(written.file(), out);
  }

  @Override
  WrittenFile read(DataInputView in) throws IOException {
    return new WrittenFile(Values.readText(in), DataFileFormat.read(in));
  }
}

package io.pinflow.delta;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** From writers to the aggregator. */
final class WrittenFileSerializer extends VersionedFormat<WrittenFile> {

  @Override
  void write(WrittenFile written, DataOutputView out) throws IOException {
    Values.writeText(written.table(), out);
    out.writeBoolean(written.file().isPresent());
    if (written.file().isPresent()) {
      DataFileFormat.write(written.file().get(), out);
    }
  }

  @Override
  WrittenFile read(DataInputView in) throws IOException {
    String table = Values.readText(in);
    return in.readBoolean()
        ? new WrittenFile(table, DataFileFormat.read(in))
        : WrittenFile.none(table);
  }
}

package io.pinflow.delta;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** In the committer's state, until a commit is known to be in the table. */
final class TableCommittableSerializer extends VersionedFormat<TableCommittable> {

  @Override
  void write(TableCommittable committable, DataOutputView out) throws IOException {
    Values.writeText(committable.table(), out);
    Values.writeText(committable.appId(), out);
    out.writeLong(committable.version());
    out.writeLong(committable.since());
    out.writeBoolean(committable.isReplacing());
    out.writeInt(committable.files().size());
    for (DataFile file : committable.files()) {
      DataFileFormat.write(file, out);
    }
  }

  @Override
  TableCommittable read(DataInputView in) throws IOException {
    String table = Values.readText(in);
    String appId = Values.readText(in);
    long version = in.readLong();
    long since = in.readLong();
    boolean replacing = in.readBoolean();
    List<DataFile> files = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      files.add(DataFileFormat.read(in));
    }
    return new TableCommittable(table, appId, version, replacing, files).since(since);
  }
}

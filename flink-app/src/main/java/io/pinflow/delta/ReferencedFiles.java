package io.pinflow.delta;

import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.internal.actions.SingleAction;
import io.delta.kernel.internal.replay.CreateCheckpointIterator;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterator;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;

/**
 * The files that a version of a table consists of, and those that were removed from it not long
 * ago.
 *
 * <p>Only a hash of each name is held, eight bytes a file. Names hold a random id; should two
 * hashes be the same, a file is taken for referenced that is not, which does no harm.
 */
final class ReferencedFiles {

  private static final int ADD = SingleAction.CHECKPOINT_SCHEMA.indexOf("add");
  private static final int REMOVE = SingleAction.CHECKPOINT_SCHEMA.indexOf("remove");

  private long[] hashes = new long[1024];
  private int count;

  /**
   * @param removedSince files removed before are left out
   */
  static ReferencedFiles of(DeltaEngine engine, SnapshotImpl snapshot, long removedSince)
      throws IOException {
    ReferencedFiles files = new ReferencedFiles();
    try (CreateCheckpointIterator batches =
        new CreateCheckpointIterator(engine, snapshot.getLogSegment(), removedSince)) {
      while (batches.hasNext()) {
        files.add(batches.next());
      }
    }
    Arrays.sort(files.hashes, 0, files.count);
    return files;
  }

  private void add(FilteredColumnarBatch batch) throws IOException {
    try (CloseableIterator<Row> actions = batch.getRows()) {
      while (actions.hasNext()) {
        Row action = actions.next();
        add(action, ADD);
        add(action, REMOVE);
      }
    }
  }

  private void add(Row action, int kind) {
    if (!action.isNullAt(kind)) {
      StructType schema = (StructType) SingleAction.CHECKPOINT_SCHEMA.at(kind).getDataType();
      String encoded = action.getStruct(kind).getString(schema.indexOf("path"));
      if (count == hashes.length) {
        hashes = Arrays.copyOf(hashes, 2 * count);
      }
      hashes[count++] = hash(URI.create(encoded).getPath());
    }
  }

  /**
   * @param path in any form that ends with the name of the file, not percent-encoded
   */
  boolean contain(String path) {
    return Arrays.binarySearch(hashes, 0, count, hash(path)) >= 0;
  }

  /** FNV-1a over the name. */
  private static long hash(String path) {
    long hash = 0xcbf29ce484222325L;
    for (int i = path.lastIndexOf('/') + 1; i < path.length(); i++) {
      hash = (hash ^ path.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }
}

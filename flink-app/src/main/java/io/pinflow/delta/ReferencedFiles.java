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
  private static final int ADD_PATH = field(ADD, "path");
  private static final int REMOVE = SingleAction.CHECKPOINT_SCHEMA.indexOf("remove");
  private static final int REMOVE_PATH = field(REMOVE, "path");
  private static final int REMOVE_TIME = field(REMOVE, "deletionTimestamp");

  private long[] hashes = new long[1024];
  private int count;

  private static int field(int action, String name) {
    return ((StructType) SingleAction.CHECKPOINT_SCHEMA.at(action).getDataType()).indexOf(name);
  }

  /**
   * @param removedSince files removed before are left out
   */
  static ReferencedFiles of(DeltaEngine engine, SnapshotImpl snapshot, long removedSince)
      throws IOException {
    ReferencedFiles files = new ReferencedFiles();
    try (CreateCheckpointIterator batches =
        new CreateCheckpointIterator(engine, snapshot.getLogSegment(), removedSince)) {
      while (batches.hasNext()) {
        files.add(batches.next(), removedSince);
      }
    }
    Arrays.sort(files.hashes, 0, files.count);
    return files;
  }

  /** Kernel does not select the removals that a checkpoint holds; here they count. */
  private void add(FilteredColumnarBatch batch, long removedSince) throws IOException {
    try (CloseableIterator<Row> actions = batch.getRows()) {
      while (actions.hasNext()) {
        Row action = actions.next();
        if (!action.isNullAt(ADD)) {
          add(action.getStruct(ADD).getString(ADD_PATH));
        }
      }
    }
    try (CloseableIterator<Row> actions = batch.getData().getRows()) {
      while (actions.hasNext()) {
        Row action = actions.next();
        if (!action.isNullAt(REMOVE) && removedAt(action.getStruct(REMOVE)) >= removedSince) {
          add(action.getStruct(REMOVE).getString(REMOVE_PATH));
        }
      }
    }
  }

  private static long removedAt(Row remove) {
    return remove.isNullAt(REMOVE_TIME) ? 0 : remove.getLong(REMOVE_TIME);
  }

  private void add(String encoded) {
    if (count == hashes.length) {
      hashes = Arrays.copyOf(hashes, 2 * count);
    }
    hashes[count++] = hash(URI.create(encoded).getPath());
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

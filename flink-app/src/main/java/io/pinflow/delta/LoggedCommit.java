package io.pinflow.delta;

import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.exceptions.KernelEngineException;
import io.delta.kernel.internal.actions.AddFile;
import io.delta.kernel.internal.actions.SetTransaction;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.internal.util.VectorUtils;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One commit as the log of a table holds it: who made it, and which files came and went. */
final class LoggedCommit {

  private static final StructType FILE =
      new StructType().add("path", StringType.STRING).add("dataChange", BooleanType.BOOLEAN);

  private static final StructType INFO =
      new StructType()
          .add("operationParameters", new MapType(StringType.STRING, StringType.STRING, true));

  private static final StructType ACTION =
      new StructType()
          .add("txn", SetTransaction.FULL_SCHEMA)
          .add("add", AddFile.FULL_SCHEMA)
          .add("remove", FILE)
          .add("commitInfo", INFO);

  private static final int TXN = ACTION.indexOf("txn");
  private static final int ADD = ACTION.indexOf("add");
  private static final int REMOVE = ACTION.indexOf("remove");
  private static final int COMMIT_INFO = ACTION.indexOf("commitInfo");

  private final long version;
  private final List<AddFile> added = new ArrayList<>();
  private final List<String> removed = new ArrayList<>();
  private String appId = "";
  private long checkpoint;
  private boolean late;
  private boolean changesData;

  private LoggedCommit(long version) {
    this.version = version;
  }

  /** The commit, unless the log no longer holds it. */
  static Optional<LoggedCommit> read(DeltaEngine engine, String table, long version)
      throws IOException {
    String path = String.format("%s/_delta_log/%020d.json", table, version);
    LoggedCommit commit = new LoggedCommit(version);
    try (CloseableIterator<ColumnarBatch> batches =
        engine
            .getJsonHandler()
            .readJsonFiles(
                Utils.singletonCloseableIterator(FileStatus.of(path)), ACTION, Optional.empty())) {
      while (batches.hasNext()) {
        batches.next().getRows().forEachRemaining(commit::read);
      }
      return Optional.of(commit);
    } catch (KernelEngineException e) {
      if (e.getCause() instanceof FileNotFoundException) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private void read(Row action) {
    if (!action.isNullAt(TXN)) {
      appId = action.getStruct(TXN).getString(0);
      checkpoint = action.getStruct(TXN).getLong(1);
    } else if (!action.isNullAt(ADD)) {
      AddFile file = new AddFile(action.getStruct(ADD));
      added.add(file);
      changesData |= file.getDataChange();
    } else if (!action.isNullAt(REMOVE)) {
      removed.add(action.getStruct(REMOVE).getString(0));
      changesData |= action.getStruct(REMOVE).getBoolean(1);
    } else if (!action.isNullAt(COMMIT_INFO) && !action.getStruct(COMMIT_INFO).isNullAt(0)) {
      late =
          VectorUtils.<String, String>toJavaMap(action.getStruct(COMMIT_INFO).getMap(0))
              .containsKey(CommitProperties.LATE);
    }
  }

  long version() {
    return version;
  }

  /** Whether a sink of this uid made it, in any of its runs. */
  boolean isOf(String uid) {
    return appId.startsWith(uid + "/");
  }

  /** The stamp's first part, {@code <sink uid>/<run id>}; empty if it has no stamp. */
  String appId() {
    return appId;
  }

  /** The run id in the stamp of a sink's commit. */
  String run() {
    return appId.substring(appId.indexOf('/') + 1);
  }

  long checkpoint() {
    return checkpoint;
  }

  /** Whether it holds what a task had restored and found missing. */
  boolean isLate() {
    return late;
  }

  /** Whether rows came or went; in a compaction they only move. */
  boolean changesData() {
    return changesData;
  }

  List<AddFile> added() {
    return added;
  }

  /** Paths as the log holds them. */
  List<String> removed() {
    return removed;
  }
}

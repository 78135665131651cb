package io.pinflow.delta;

import io.delta.kernel.Operation;
import io.delta.kernel.Snapshot;
import io.delta.kernel.TableManager;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.exceptions.KernelException;
import io.delta.kernel.exceptions.TableNotFoundException;
import io.delta.kernel.expressions.Column;
import io.delta.kernel.transaction.CreateTableTransactionBuilder;
import io.delta.kernel.transaction.DataLayoutSpec;
import io.delta.kernel.utils.CloseableIterable;
import io.delta.kernel.utils.CloseableIterator;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes sure at the start that a table is there and fits. */
final class TableSetup {

  private static final Logger LOG = LoggerFactory.getLogger(TableSetup.class);

  private final DeltaTable table;
  private final TableLog log;

  TableSetup(DeltaTable table, DeltaEngine engine) {
    this.table = table;
    this.log =
        new TableLog(table.path(), engine, snapshot -> TableSchema.validate(table, snapshot));
  }

  TableLog log() {
    return log;
  }

  /**
   * Loads the table, or creates it if it may be new.
   *
   * @param known whether the restored state says that this job wrote to it before
   * @throws DeltaSinkException if it does not fit, or is known and gone
   */
  Snapshot prepare(boolean known) throws IOException {
    try {
      return writable(log.load());
    } catch (TableNotFoundException e) {
      if (known) {
        throw new DeltaSinkException(
            String.format(
                "Table %s, which this job wrote to before its state was taken, is gone. Bring it"
                    + " back, or start the job without its state.",
                table),
            e);
      }
      return create();
    } catch (KernelException e) {
      throw new DeltaSinkException(
          String.format(
              "Table %s cannot be written to: %s Drop the feature from the table, or give the job"
                  + " another path.",
              table, e.getMessage()),
          e);
    }
  }

  /** Beginning a transaction shows whether Kernel knows all that the table asks of a writer. */
  private Snapshot writable(Snapshot snapshot) {
    snapshot
        .buildUpdateTableTransaction(TableLog.ENGINE, Operation.STREAMING_UPDATE)
        .build(log.engine());
    return snapshot;
  }

  /** Another job may do the same at this moment; whoever is first creates it. */
  private Snapshot create() throws IOException {
    boolean strange = holdsStrangeFiles();
    try {
      if (!strange) {
        builder()
            .withCommitter(new StampedCommitter(log.engine().storage()))
            .build(log.engine())
            .commit(log.engine(), CloseableIterable.emptyIterable());
        LOG.info("Created table {}", table);
      }
      return log.load();
    } catch (RuntimeException e) {
      return createdByAnother(strange, e);
    }
  }

  /** Writers do not wait for the table, so there may be files of this sink. */
  private boolean holdsStrangeFiles() throws IOException {
    AtomicBoolean found = new AtomicBoolean();
    log.engine()
        .storage()
        .walk(
            table.path(),
            file -> {
              if (!DataFile.isNamed(file.getPath()) && !file.getPath().endsWith("/")) {
                found.set(true);
              }
            });
    return found.get();
  }

  private Snapshot createdByAnother(boolean strange, RuntimeException failure) throws IOException {
    try {
      return log.load();
    } catch (TableNotFoundException e) {
      if (strange) {
        throw new DeltaSinkException(
            String.format(
                "Table %s is not a Delta table: its folder holds files and no log. Convert it,"
                    + " empty the folder, or give the job another path.",
                table),
            e);
      }
      throw new IOException(
          String.format(
              "Could not create table %s. Check that its path can be written to and that its"
                  + " properties are known to Delta.",
              table),
          failure);
    }
  }

  private CreateTableTransactionBuilder builder() {
    CreateTableTransactionBuilder builder =
        TableManager.buildCreateTableTransaction(
                table.path(), DeltaTypes.schema(table.rowType(), table.comments()), TableLog.ENGINE)
            .withTableProperties(table.properties());
    return table.partitionColumns().isEmpty()
        ? builder
        : builder.withDataLayoutSpec(
            DataLayoutSpec.partitioned(
                table.partitionColumns().stream().map(Column::new).collect(Collectors.toList())));
  }

  /** Whether any file is in the table. */
  boolean holdsRows(Snapshot snapshot) throws IOException {
    try (CloseableIterator<FilteredColumnarBatch> files =
        snapshot.getScanBuilder().build().getScanFiles(log.engine())) {
      while (files.hasNext()) {
        try (CloseableIterator<io.delta.kernel.data.Row> rows = files.next().getRows()) {
          if (rows.hasNext()) {
            return true;
          }
        }
      }
      return false;
    }
  }
}

package io.pinflow.delta;

import io.delta.kernel.DataWriteContext;
import io.delta.kernel.Transaction;
import io.delta.kernel.data.MapValue;
import io.delta.kernel.data.Row;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.expressions.Column;
import io.delta.kernel.expressions.Literal;
import io.delta.kernel.internal.TransactionImpl;
import io.delta.kernel.internal.actions.AddFile;
import io.delta.kernel.internal.actions.SingleAction;
import io.delta.kernel.internal.fs.Path;
import io.delta.kernel.internal.util.InternalUtils;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.statistics.DataFileStatistics;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.DataFileStatus;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns files into the {@code add} actions of a transaction. */
final class AppendActions {

  private final Engine engine;
  private final String table;
  private final Row state;
  private final StructType schema;
  private final Set<Column> indexed;

  /**
   * @param table the root of the table
   */
  AppendActions(Engine engine, String table, Transaction transaction) {
    this.engine = engine;
    this.table = table;
    this.state = transaction.getTransactionState(engine);
    this.schema = transaction.getSchema(engine);
    this.indexed = new HashSet<>(TransactionImpl.getStatisticsColumns(state));
  }

  List<Row> of(List<DataFile> files) {
    List<Row> actions = new ArrayList<>();
    for (DataFile file : files) {
      DataWriteContext context = Transaction.getWriteContext(engine, state, partition(file));
      CloseableIterator<Row> added =
          Transaction.generateAppendActions(
              engine, state, Utils.singletonCloseableIterator(status(file)), context);
      added.forEachRemaining(actions::add);
    }
    return actions;
  }

  /** For a file whose rows were in the table before, in this partition. */
  Row moved(DataFile file, MapValue partition) {
    URI root = new Path(table).toUri();
    return SingleAction.createAddFileSingleAction(
        AddFile.createAddFileRow(
            schema,
            InternalUtils.relativizePath(new Path(location(file)), root).toUri().toString(),
            partition,
            file.bytes(),
            file.modified(),
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(statistics(file))));
  }

  private String location(DataFile file) {
    return table + "/" + file.path();
  }

  private Map<String, Literal> partition(DataFile file) {
    Map<String, Literal> partition = new HashMap<>();
    file.partition()
        .forEach(
            (column, value) ->
                partition.put(column, Literals.of(value, schema.get(column).getDataType())));
    return partition;
  }

  private DataFileStatus status(DataFile file) {
    return new DataFileStatus(
        location(file), file.bytes(), file.modified(), Optional.of(statistics(file)));
  }

  /** Only columns that the table wants indexed; a file without rows is never written. */
  private DataFileStatistics statistics(DataFile file) {
    Map<Column, Literal> min = new HashMap<>();
    Map<Column, Literal> max = new HashMap<>();
    Map<Column, Long> nulls = new HashMap<>();
    file.columns()
        .forEach(
            (name, column) -> {
              Column indexable = new Column(name);
              if (indexed.contains(indexable)) {
                nulls.put(indexable, column.nulls());
                if (column.min() != null) {
                  min.put(indexable, Literals.of(column.min(), schema.get(name).getDataType()));
                  max.put(indexable, Literals.of(column.max(), schema.get(name).getDataType()));
                }
              }
            });
    return new DataFileStatistics(file.rows(), min, max, nulls, Optional.empty());
  }
}

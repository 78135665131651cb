package io.pinflow.delta;

import io.delta.kernel.DataWriteContext;
import io.delta.kernel.Transaction;
import io.delta.kernel.data.Row;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.expressions.Column;
import io.delta.kernel.expressions.Literal;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.statistics.DataFileStatistics;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.DataFileStatus;
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

  /**
   * @param table the root of the table
   */
  AppendActions(Engine engine, String table, Transaction transaction) {
    this.engine = engine;
    this.table = table;
    this.state = transaction.getTransactionState(engine);
    this.schema = transaction.getSchema(engine);
  }

  List<Row> of(List<DataFile> files) {
    List<Row> actions = new ArrayList<>();
    for (DataFile file : files) {
      DataWriteContext context = Transaction.getWriteContext(engine, state, partition(file));
      CloseableIterator<Row> added =
          Transaction.generateAppendActions(
              engine,
              state,
              Utils.singletonCloseableIterator(status(file, context.getStatisticsColumns())),
              context);
      added.forEachRemaining(actions::add);
    }
    return actions;
  }

  private Map<String, Literal> partition(DataFile file) {
    Map<String, Literal> partition = new HashMap<>();
    file.partition()
        .forEach(
            (column, value) ->
                partition.put(column, Literals.of(value, schema.get(column).getDataType())));
    return partition;
  }

  private DataFileStatus status(DataFile file, List<Column> indexed) {
    return new DataFileStatus(
        table + "/" + file.path(),
        file.bytes(),
        file.modified(),
        Optional.of(statistics(file, new HashSet<>(indexed))));
  }

  /** Only columns that the table wants indexed; a file without rows is never written. */
  private DataFileStatistics statistics(DataFile file, Set<Column> indexed) {
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

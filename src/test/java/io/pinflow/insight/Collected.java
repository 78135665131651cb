package io.pinflow.insight;

import io.pinflow.record.ResultTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.datasketches.kll.KllLongsSketch;
import org.apache.datasketches.memory.Memory;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFilterFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.conversion.DataStructureConverter;
import org.apache.flink.table.data.conversion.DataStructureConverters;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.utils.TypeConversions;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;

/** The rows that a job in this JVM has put into its tables. */
final class Collected {

  private static final String NAME = "collected";
  private static final Map<String, Map<String, List<Row>>> ALL = new ConcurrentHashMap<>();

  private final String id = UUID.randomUUID().toString();
  private final Map<String, List<Row>> tables = new ConcurrentHashMap<>();

  Collected() {
    ALL.put(id, tables);
  }

  void attach(ResultTable table) {
    tables.put(table.name(), Collections.synchronizedList(new ArrayList<>()));
    table
        .rows()
        .filter(new Collecting(id, table.name(), table.type()))
        .name(NAME)
        .setParallelism(1)
        .sinkTo(new DiscardingSink<>())
        .name(NAME);
  }

  static boolean isOperator(String name) {
    return name.startsWith(NAME);
  }

  /** As they came; a sketch as text, because its bytes have no equality. */
  List<Row> rows(String table) {
    return tables.get(table);
  }

  /** The whole states of a table that is replaced, in order. */
  List<List<Row>> states(String table) {
    List<List<Row>> states = new ArrayList<>();
    for (Row row : rows(table)) {
      if (row.getKind() == RowKind.DELETE) {
        states.add(new ArrayList<>());
      } else {
        states.get(states.size() - 1).add(row);
      }
    }
    return states;
  }

  private static final class Collecting extends RichFilterFunction<RowData> {
    private static final long serialVersionUID = 1L;

    private final String id;
    private final String table;
    private final RowType type;
    private transient DataStructureConverter<Object, Object> converter;

    Collecting(String id, String table, RowType type) {
      this.id = id;
      this.table = table;
      this.type = type;
    }

    @Override
    public void open(OpenContext context) {
      converter = DataStructureConverters.getConverter(TypeConversions.fromLogicalToDataType(type));
      converter.open(getClass().getClassLoader());
    }

    @Override
    public boolean filter(RowData row) {
      Row collected = (Row) converter.toExternal(row);
      for (int i = 0; i < collected.getArity(); i++) {
        if (collected.getField(i) instanceof byte[] sketch) {
          collected.setField(i, describe(KllLongsSketch.heapify(Memory.wrap(sketch))));
        }
      }
      ALL.get(id).get(table).add(collected);
      return false;
    }

    private static String describe(KllLongsSketch sketch) {
      return "k="
          + sketch.getK()
          + " n="
          + sketch.getN()
          + " min="
          + sketch.getMinItem()
          + " max="
          + sketch.getMaxItem();
    }
  }
}
